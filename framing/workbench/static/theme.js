"use strict";
// Before the first paint: light or dark as the reader chose, else as the system has it.
(() => {
  try {
    const theme = localStorage.getItem("framing-theme");
    if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  } catch {
    // A browser that keeps nothing shows what the system has.
  }
})();
