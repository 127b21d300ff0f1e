"use strict";
(() => {
  const by = (id) => document.getElementById(id);
  const root = document.documentElement;
  const text = () => by("text");
  const say = (words) => { by("said").textContent = words; };
  const press = (id) => by(id)?.click();
  const points = (string) => [...string].length;

  // What a browser keeps between two visits; one that keeps nothing works all the same.
  const recall = (key) => {
    try { return localStorage.getItem(key); } catch { return null; }
  };
  const remember = (key, value) => {
    try { localStorage.setItem(key, value); } catch { /* nothing is kept */ }
  };

  // Selected words: places are code points of the article's text, and a browser counts in halves of surrogate pairs.
  let span = { start: 0, end: 0 };

  const choose = (start, end, words) => {
    span = { start, end };
    by("span-start").value = start;
    by("span-end").value = end;
    const any = end > start;
    by("selection").hidden = !any;
    by("selected-words").textContent = words.replace(/\s+/g, " ").trim();
  };
  const forget = () => choose(0, 0, "");

  const within = (sentence, node, offset) => {
    const range = document.createRange();
    range.setStart(sentence, 0);
    range.setEnd(node, offset);
    return Number(sentence.dataset.s) + points(range.toString());
  };

  const readSelection = () => {
    const selection = window.getSelection();
    if (!selection.rangeCount || selection.isCollapsed || !text()) return false;
    const range = selection.getRangeAt(0);
    if (!text().contains(range.commonAncestorContainer)) return false;
    const touched = [...text().querySelectorAll(".s")].filter((sentence) => range.intersectsNode(sentence));
    if (!touched.length) return false;
    const [first, last] = [touched[0], touched[touched.length - 1]];
    const start = first.contains(range.startContainer)
      ? within(first, range.startContainer, range.startOffset) : Number(first.dataset.s);
    const end = last.contains(range.endContainer)
      ? within(last, range.endContainer, range.endOffset) : Number(last.dataset.s) + points(last.textContent);
    const words = range.toString();
    const before = points(words) - points(words.trimStart());
    const after = points(words) - points(words.trimEnd());
    if (end - after <= start + before) return false;
    choose(start + before, end - after, words);
    return true;
  };

  document.addEventListener("selectionchange", () => {
    if (readSelection()) return;
    const active = document.activeElement;
    const elsewhere = active?.closest("#drawer, #selection, .left, .right, header");
    if (!elsewhere && !active?.closest("mark")) forget();
  });
  // A click on the bar must not take the selection away.
  by("selection").addEventListener("mousedown", (event) => event.preventDefault());

  // Words by keyboard
  const known = new WeakMap();
  let head = -1;
  let anchor = -1;

  const words = () => {
    const article = text();
    if (!known.has(article)) {
      const found = [];
      for (const sentence of article.querySelectorAll(".s")) {
        const base = Number(sentence.dataset.s);
        const content = sentence.textContent;
        let at = 0;
        let place = base;
        for (const match of content.matchAll(/[\p{L}\p{N}\p{M}]+(?:['’\-.][\p{L}\p{N}\p{M}]+)*/gu)) {
          place += points(content.slice(at, match.index));
          const start = place;
          place += points(match[0]);
          at = match.index + match[0].length;
          found.push({ sentence, from: match.index, to: at, start, end: place });
        }
      }
      known.set(article, found);
      head = anchor = -1;
    }
    return known.get(article);
  };

  const pointAt = (sentence, offset) => {
    const walker = document.createTreeWalker(sentence, NodeFilter.SHOW_TEXT);
    let left = offset;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (left <= node.length) return [node, left];
      left -= node.length;
    }
    return [sentence, sentence.childNodes.length];
  };

  const rangeOf = (one, other) => {
    const range = document.createRange();
    range.setStart(...pointAt(one.sentence, one.from));
    range.setEnd(...pointAt(other.sentence, other.to));
    return range;
  };

  const intoView = (box) => {
    // In a narrow window the page scrolls, not the article, and the drawer lies over its end.
    const paged = getComputedStyle(text()).overflowY === "visible";
    const drawn = by("drawer").getBoundingClientRect();
    const seen = { top: 0, bottom: drawn.height ? window.innerHeight - drawn.height : window.innerHeight };
    const frame = paged ? seen : text().getBoundingClientRect();
    if (box.top < frame.top + 40 || box.bottom > frame.bottom - 40) {
      const scroller = paged ? window : text();
      scroller.scrollBy({ top: box.top - (frame.top + frame.bottom) / 2 });
    }
  };

  // The drawer takes room from the text: what was looked at stays in view.
  const keepInView = () => {
    const selection = window.getSelection();
    const chosen = selection.rangeCount && !selection.isCollapsed && text().contains(selection.anchorNode);
    if (chosen) intoView(selection.getRangeAt(0).getBoundingClientRect());
    else if (current?.isConnected && span.end > span.start) intoView(current.getBoundingClientRect());
  };

  const wordFrom = (all) => {
    if (span.end > span.start) return all.findLastIndex((word) => word.start <= span.start);
    const top = text().getBoundingClientRect().top;
    return all.findIndex((word) => word.sentence.getBoundingClientRect().bottom > top + 20) - 1;
  };

  const stepWord = (step, extend) => {
    const all = words();
    if (!all.length) return;
    const kept = head >= 0 && span.start === all[Math.min(anchor, head)].start && span.end === all[Math.max(anchor, head)].end;
    if (!kept) head = anchor = wordFrom(all);
    head = Math.min(Math.max(head + step, 0), all.length - 1);
    if (!extend || anchor < 0) anchor = head;
    const range = rangeOf(all[Math.min(anchor, head)], all[Math.max(anchor, head)]);
    if (document.activeElement !== text()) text().focus({ preventScroll: true });
    const selection = window.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    choose(all[Math.min(anchor, head)].start, all[Math.max(anchor, head)].end, range.toString());
    intoView(rangeOf(all[head], all[head]).getBoundingClientRect());
    say(range.toString());
  };

  // Hits by keyboard: one stop for Tab, and n and p go on from there, into the next article too.
  let waiting = null;
  let current = null;

  const marks = (ofTerm) => [...text().querySelectorAll(ofTerm ? "mark.on" : "mark")];

  const goTo = (mark) => {
    for (const other of text().querySelectorAll('mark[tabindex="0"]')) other.tabIndex = -1;
    mark.tabIndex = 0;
    current = mark;
    mark.focus({ preventScroll: true });
    intoView(mark.getBoundingClientRect());
  };

  const nextHit = (step, ofTerm) => {
    if (ofTerm && !by("kept").querySelector("[name=term]")?.value) {
      say("No term is picked out: choose one on the left.");
      return;
    }
    const all = marks(ofTerm);
    const start = current?.isConnected ? current : null;
    const side = step > 0 ? Node.DOCUMENT_POSITION_FOLLOWING : Node.DOCUMENT_POSITION_PRECEDING;
    const on = start ? all.filter((mark) => start.compareDocumentPosition(mark) & side) : all;
    const found = step > 0 ? on[0] : on[on.length - 1];
    if (found && (start || step > 0)) {
      goTo(found);
      return;
    }
    waiting = { step, ofTerm };
    press(ofTerm ? (step > 0 ? "next-of-term" : "prev-of-term") : (step > 0 ? "next-article" : "prev-article"));
  };

  document.addEventListener("focusin", (event) => {
    const mark = event.target.closest?.("#text mark");
    if (!mark) return;
    current = mark;
    window.getSelection().removeAllRanges();
    choose(Number(mark.dataset.s), Number(mark.dataset.e), mark.textContent);
  });

  document.addEventListener("click", (event) => {
    const mark = event.target.closest("#text mark");
    if (mark && window.getSelection().isCollapsed) {
      goTo(mark);
      press("why-selected");
    } else if (event.target.closest("#first-hit")) {
      current = null;
      nextHit(1, true);
    } else if (event.target.closest("[aria-disabled=true]")) {
      event.preventDefault();
    }
  });

  // Keys
  const toggleHelp = (open) => {
    by("help").hidden = !open;
    by("help-button").setAttribute("aria-expanded", String(open));
  };
  by("help-button").addEventListener("click", () => toggleHelp(by("help").hidden));

  const letters = by("keys-on");
  letters.checked = recall("framing-keys") !== "off";
  letters.addEventListener("change", () => remember("framing-keys", letters.checked ? "on" : "off"));

  const why = () => (span.end > span.start ? press("why-selected") : say("Select words first."));
  const LETTERS = {
    n: () => nextHit(1, false), j: () => nextHit(1, false), p: () => nextHit(-1, false), k: () => nextHit(-1, false),
    N: () => nextHit(1, true), P: () => nextHit(-1, true),
    "]": () => press("next-article"), "[": () => press("prev-article"),
    a: () => press(span.end > span.start ? "add-selected" : "new"), w: why,
    t: () => text().focus(), "/": () => by("find").focus(), "?": () => toggleHelp(by("help").hidden),
  };

  const escape = () => {
    if (!by("help").hidden) toggleHelp(false);
    else if (by("close")) press("close");
    else return false;
    return true;
  };

  const control = (event, field) => {
    const key = event.key.toLowerCase();
    if (key === "s" && !event.shiftKey) press("save");
    else if (key === "z" && !field) press(event.shiftKey ? "redo" : "undo");
    else if (key === "y" && !field) press("redo");
    else return false;
    return true;
  };

  const inText = (event) => {
    const mark = event.target.closest("mark");
    if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
      stepWord(event.key === "ArrowRight" ? 1 : -1, event.shiftKey);
    } else if (event.key === "Enter" || (event.key === " " && mark)) why();
    else return false;
    return true;
  };

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || event.altKey) return;
    const field = event.target.closest?.("input:not([type=checkbox]), textarea, select");
    let done = false;
    if (event.key === "Escape") done = escape();
    else if (event.ctrlKey || event.metaKey) done = control(event, field);
    else if (event.key === "Enter" && event.target.matches?.("[data-one-line]")) {
      event.target.form.requestSubmit();
      done = true;
    } else if (field) return;
    else if (event.target.closest?.("#text") && inText(event)) done = true;
    else if (letters.checked && LETTERS[event.key]) {
      LETTERS[event.key]();
      done = true;
    }
    if (done) event.preventDefault();
  });

  // Answers: places of scrolling and focus stay; what opens takes the focus, and what closes gives it back.
  let opener = null;
  let kept = null;

  const SCROLLED = ["lexicon", "articles", "text", "scores"];
  const places = () => ({
    article: text()?.dataset.article,
    tops: SCROLLED.map((id) => by(id)?.scrollTop ?? 0),
    hit: current?.isConnected ? current.dataset.s : null,
  });

  document.addEventListener("htmx:configRequest", (event) => {
    const { elt } = event.detail;
    if ("plain" in elt.dataset) {
      event.detail.parameters.start = "0";
      event.detail.parameters.end = "0";
    }
    if ("opens" in elt.dataset && !elt.closest("#drawer")) opener = document.activeElement?.id || elt.id;
  });
  document.addEventListener("htmx:beforeSwap", () => { kept = places(); });

  const settled = () => {
    if (!kept) return;
    const same = kept.article === text().dataset.article;
    SCROLLED.forEach((id, number) => {
      if (by(id) && (same || id !== "text")) by(id).scrollTop = kept.tops[number];
    });
    if (same && kept.hit !== null && !current?.isConnected) {
      current = text().querySelector(`mark[data-s="${kept.hit}"]`);
    } else if (!same) {
      current = null;
      forget();
      by("articles").querySelector(".shown")?.scrollIntoView({ block: "nearest" });
    }
    kept = null;
    if (waiting) {
      const all = marks(waiting.ofTerm);
      const found = waiting.step > 0 ? all[0] : all[all.length - 1];
      waiting = null;
      if (found) goTo(found);
    }
  };

  const refocus = (opening) => {
    const drawer = by("drawer");
    const target = drawer.querySelector("[aria-invalid=true]") || (opening && drawer.querySelector("[data-field]"))
      || drawer.querySelector("[data-focus]");
    const lost = !document.activeElement || document.activeElement === document.body;
    if (target && (opening || lost || target.matches("[aria-invalid=true]"))) {
      target.focus({ preventScroll: true });
      if (opening && target.matches("textarea")) target.setSelectionRange(target.value.length, target.value.length);
      drawer.scrollTop = 0;
    } else if (lost) {
      (by(opener) || text()).focus({ preventScroll: true });
    }
  };

  document.addEventListener("htmx:afterRequest", (event) => {
    settled();
    if (event.detail.target?.id === "drawer") {
      keepInView();
      refocus("opens" in event.detail.requestConfig.elt.dataset);
    }
    if (event.detail.xhr?.status) by("alert").hidden = true;
    root.classList.remove("busy");
  });

  let slow = 0;
  document.addEventListener("htmx:beforeRequest", () => {
    clearTimeout(slow);
    slow = setTimeout(() => root.classList.add("busy"), 250);
  });
  document.addEventListener("htmx:afterOnLoad", () => clearTimeout(slow));

  const alarm = (words) => {
    clearTimeout(slow);
    waiting = null;
    by("alert").textContent = words;
    by("alert").hidden = false;
  };
  document.addEventListener("htmx:sendError", () => alarm(
    "The workbench does not answer. If it was ended, the terminal says where unsaved changes are kept."));
  document.addEventListener("htmx:responseError", (event) => setTimeout(() => alarm(
    event.detail.xhr.responseText.trim() || "The workbench refused this.")));

  // Light and dark
  const THEMES = { auto: ["Auto", "as the system has it"], light: ["Light", "light"], dark: ["Dark", "dark"] };
  const paint = (theme) => {
    if (theme === "auto") delete root.dataset.theme;
    else root.dataset.theme = theme;
    by("theme-name").textContent = THEMES[theme][0];
    by("theme").setAttribute("aria-label", `Light or dark: ${THEMES[theme][1]}`);
  };
  by("theme").addEventListener("click", () => {
    const order = Object.keys(THEMES);
    const theme = order[(order.indexOf(root.dataset.theme || "auto") + 1) % order.length];
    remember("framing-theme", theme);
    paint(theme);
  });
  paint(root.dataset.theme || "auto");
})();
