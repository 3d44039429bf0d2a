// The findings: by languages and level. Without this all of them are there.
"use strict";

(() => {
  const form = document.querySelector("[data-found-filters]");
  if (!form) return;
  const checks = [...document.querySelectorAll("[data-check]")].map((check) => ({
    check,
    places: [...check.querySelectorAll("li")],
  }));
  const counts = document.querySelectorAll(".counts [data-language]");
  const total = document.querySelectorAll("[data-check] li").length;

  window.bpaFilters(form, "#", ({ lang, level }) => {
    const chosen = lang ? lang.split(",") : null;
    let shown = 0;
    for (const cell of counts) cell.hidden = Boolean(chosen) && !chosen.includes(cell.dataset.language);
    for (const { check, places } of checks) {
      let own = 0;
      for (const place of places) {
        const fits = (!chosen || chosen.includes(place.dataset.lang)) && (!level || place.dataset.level === level);
        place.hidden = !fits;
        own += fits;
      }
      check.hidden = own === 0;
      shown += own;
    }
    return [shown, total];
  });
})();
