"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const by = (id) => document.getElementById(id);
  const sets = [...document.querySelectorAll("fieldset")];
  const memory = "framing-sheet-" + data.key;
  let answers = {};
  let notes = {};
  let past = [];
  let place = 0;
  let asked = 0;
  let saved = true;

  // A browser may refuse its memory to a page opened from a file: the sheet then works, and says so.
  const remember = () => {
    try {
      localStorage.setItem(memory, JSON.stringify({ answers, notes, place, coder: by("coder").value }));
    } catch {
      say("This browser keeps nothing: save the file before you close the page.");
    }
  };
  const recall = () => {
    try {
      const kept = JSON.parse(localStorage.getItem(memory) || "null");
      if (!kept) return;
      answers = kept.answers || {};
      notes = kept.notes || {};
      place = Math.min(Math.max(0, kept.place | 0), data.lines.length - 1);
      by("coder").value = kept.coder || "";
      const coded = Object.keys(answers).length;
      saved = coded === 0 && Object.keys(notes).length === 0;
      if (coded) say(`Answers of ${kept.coder || "a coder without a name"} to ${coded} sentences are here, kept by this browser. Another coder: start over first.`);
    } catch {
      answers = {};
      notes = {};
    }
  };

  const say = (text) => { by("said").textContent = text; };
  const given = (id) => answers[id] || {};
  const complete = (id) => data.columns.every((column) => given(id)[column]);
  const line = () => data.lines[place];

  const show = () => {
    const { id, outlet, before, text, after } = line();
    by("place").textContent = `Sentence ${place + 1} of ${data.lines.length} · ${outlet} · ${id}`;
    by("before").textContent = before;
    by("text").textContent = text;
    by("after").textContent = after;
    by("note").value = notes[id] || "";
    sets.forEach((set, number) => {
      set.classList.toggle("asked", number === asked);
      for (const radio of set.querySelectorAll("input")) {
        radio.checked = given(id)[set.dataset.column] === radio.value;
      }
    });
    const done = data.lines.filter((item) => complete(item.id)).length;
    by("done").value = done;
    by("count").textContent = `${done} of ${data.lines.length}`;
    by("undo").disabled = past.length === 0;
    by("back").disabled = place === 0;
    by("on").disabled = place === data.lines.length - 1;
  };

  const go = (where) => {
    const next = Math.min(Math.max(0, where), data.lines.length - 1);
    if (next === place) return;
    place = next;
    asked = 0;
    remember();
    show();
    by("text").focus();
  };

  // One step of the undo list: what the sentences of these ids had before.
  const keep = (ids) => {
    const before = ids.map((id) => ({ id, answers: { ...given(id) }, note: notes[id] || "" }));
    past.push({ before, place, asked });
    saved = false;
  };

  const answer = (number, code) => {
    const { id } = line();
    const column = sets[number].dataset.column;
    keep([id]);
    answers[id] = { ...given(id), [column]: code };
    if (!code) delete answers[id][column];
    if (!Object.keys(answers[id]).length) delete answers[id];
    const radio = [...sets[number].querySelectorAll("input")].find((item) => item.value === code);
    say(`${id}: ${code ? radio.closest("label").querySelector(".label").textContent : "cleared"}`);
    asked = number;
    let moved = false;
    if (code) {
      const open = data.columns.findIndex((name) => !given(id)[name]);
      if (open >= 0) asked = open;
      else if (place < data.lines.length - 1) { place += 1; asked = 0; moved = true; }
      else say("That was the last sentence. Save the file.");
    }
    remember();
    show();
    if (moved) by("text").focus();
  };

  const undo = () => {
    const last = past.pop();
    if (!last) return;
    for (const { id, answers: codes, note } of last.before) {
      if (Object.keys(codes).length) answers[id] = codes;
      else delete answers[id];
      if (note) notes[id] = note;
      else delete notes[id];
    }
    place = last.place;
    asked = last.asked;
    saved = false;
    remember();
    show();
    say(last.before.length === 1 ? `${last.before[0].id}: undone` : `Undone: ${last.before.length} sentences are as before.`);
    by("text").focus();
  };

  const startOver = () => {
    keep(data.lines.map((item) => item.id));
    answers = {};
    notes = {};
    place = 0;
    asked = 0;
    by("coder").value = "";
    remember();
    show();
    say("The sheet is empty again; u brings the answers back.");
    by("coder").focus();
  };

  const cell = (text) => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const save = () => {
    const coder = by("coder").value.trim();
    if (!coder) {
      say("Write your name first: it tells your file from the others'.");
      by("coder").focus();
      return;
    }
    const rows = data.lines.map(({ id }) =>
      [id, ...data.columns.map((column) => given(id)[column] || ""), notes[id] || "", coder].map(cell).join(","));
    const text = ["id", ...data.columns, "note", "coder"].map(cell).join(",") + "\n" + rows.join("\n") + "\n";
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
    link.download = `${data.name}-${coder}`.replace(/[^\p{L}\p{N}._-]+/gu, "-") + ".csv";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    saved = true;
    const open = data.lines.filter((item) => !complete(item.id)).length;
    say(`Saved as ${link.download}${open ? `; ${open} sentences are not coded yet` : ""}.`);
  };

  const cells = (text) => {
    const rows = [[""]];
    let quoted = false;
    for (let at = 0; at < text.length; at += 1) {
      const row = rows[rows.length - 1];
      const char = text[at];
      if (quoted && char === '"' && text[at + 1] === '"') { row[row.length - 1] += '"'; at += 1; }
      else if (char === '"' && (quoted || row[row.length - 1] === "")) quoted = !quoted;
      else if (char === "," && !quoted) row.push("");
      else if (char === "\n" && !quoted) rows.push([""]);
      else if (char !== "\r" || quoted) row[row.length - 1] += char;
    }
    return rows.filter((row) => row.length > 1);
  };

  const load = async (file) => {
    const [head = [], ...rows] = cells((await file.text()).replace(/^\ufeff/, ""));
    const known = new Set(data.lines.map((item) => item.id));
    if (!rows.length) {
      say(`${file.name} holds no rows: it is no sheet of this sample.`);
      return;
    }
    const missing = ["id", ...data.columns].find((column) => !head.includes(column));
    const strange = rows.find((row) => !known.has(row[head.indexOf("id")]));
    if (missing || strange) {
      say(missing ? `${file.name} has no column ${missing}: it is no sheet of this sample.`
        : `${file.name} holds ${strange[head.indexOf("id")]}, which is no sentence of this sample.`);
      return;
    }
    const strayed = rows.flatMap((row) => data.columns.map((column) => [row[head.indexOf("id")], column, row[head.indexOf(column)]]))
      .find(([, column, code]) => code && ![...document.getElementsByName(column)].some((radio) => radio.value === code));
    if (strayed) {
      say(`${file.name}: ${strayed[0]} has ${strayed[2]} under ${strayed[1]}, which is no code of this sheet.`);
      return;
    }
    keep(rows.map((row) => row[head.indexOf("id")]));
    for (const row of rows) {
      const id = row[head.indexOf("id")];
      const codes = data.columns.map((column) => [column, row[head.indexOf(column)]]).filter(([, code]) => code);
      if (codes.length) answers[id] = Object.fromEntries(codes);
      else delete answers[id];
      if (head.includes("note") && row[head.indexOf("note")]) notes[id] = row[head.indexOf("note")];
    }
    const coder = head.includes("coder") ? rows[0][head.indexOf("coder")] : "";
    if (coder) by("coder").value = coder;
    remember();
    show();
    say(`Read ${rows.length} sentences from ${file.name}.`);
  };

  const nextOpen = () => {
    const order = data.lines.map((_, number) => (place + 1 + number) % data.lines.length);
    const found = order.find((number) => !complete(data.lines[number].id));
    if (found === undefined) say("Every sentence is coded.");
    else if (found !== place) go(found);
  };

  sets.forEach((set, number) => {
    set.addEventListener("change", (event) => answer(number, event.target.value));
    set.addEventListener("focusin", () => { asked = number; sets.forEach((item, at) => item.classList.toggle("asked", at === number)); });
  });
  by("questions").addEventListener("submit", (event) => event.preventDefault());
  by("note").addEventListener("input", () => { notes[line().id] = by("note").value; saved = false; remember(); });
  by("coder").addEventListener("input", remember);
  by("undo").addEventListener("click", undo);
  by("over").addEventListener("click", startOver);
  by("save").addEventListener("click", save);
  by("open").addEventListener("click", nextOpen);
  by("load").addEventListener("click", () => by("file").click());
  by("file").addEventListener("change", () => { if (by("file").files[0]) load(by("file").files[0]); by("file").value = ""; });
  by("back").addEventListener("click", () => go(place - 1));
  by("on").addEventListener("click", () => go(place + 1));
  window.addEventListener("beforeunload", (event) => { if (!saved) event.preventDefault(); });

  document.addEventListener("keydown", (event) => {
    const writing = event.target.matches("input:not([type=radio])");
    if (writing) {
      if (event.key === "Escape" || event.key === "Enter") { event.preventDefault(); by("text").focus(); }
      return;
    }
    if ((event.ctrlKey || event.metaKey) && event.key === "z") { event.preventDefault(); undo(); return; }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const answered = sets[asked].querySelectorAll("input")[Number(key) - 1];
    const keys = {
      ArrowRight: () => go(place + 1), j: () => go(place + 1),
      ArrowLeft: () => go(place - 1), k: () => go(place - 1),
      ArrowDown: () => { asked = Math.min(asked + 1, sets.length - 1); show(); },
      ArrowUp: () => { asked = Math.max(asked - 1, 0); show(); },
      u: undo, s: save, o: nextOpen, n: () => by("note").focus(), 0: () => answer(asked, ""),
    };
    if (/^[1-9]$/.test(key) && answered) { event.preventDefault(); answer(asked, answered.value); }
    else if (Object.hasOwn(keys, key)) { event.preventDefault(); keys[key](); }
  });

  recall();
  show();
})();
