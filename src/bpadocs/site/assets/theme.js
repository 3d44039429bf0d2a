// The colours that the reader has chosen, before anything is drawn.
"use strict";

(() => {
  const KEY = "bpa-theme";
  const root = document.documentElement;

  const chosen = () => {
    try {
      return localStorage.getItem(KEY) ?? "system";
    } catch {
      return "system"; // nothing is kept for pages that are opened from some disks
    }
  };

  const show = (theme) => {
    if (theme === "system") delete root.dataset.theme;
    else root.dataset.theme = theme;
    for (const button of document.querySelectorAll("[data-choose]")) {
      button.setAttribute("aria-pressed", String(button.dataset.choose === theme));
    }
  };

  show(chosen());

  addEventListener("DOMContentLoaded", () => {
    const menu = document.querySelector("[data-themes]");
    if (!menu) return;
    menu.hidden = false;
    show(chosen());
    menu.addEventListener("click", (event) => {
      const button = event.target.closest("[data-choose]");
      if (!button) return;
      try {
        localStorage.setItem(KEY, button.dataset.choose);
      } catch { /* then it holds for this page */ }
      show(button.dataset.choose);
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  });
})();
