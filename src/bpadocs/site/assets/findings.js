// The findings: by language and level. Without this all of them are there.
"use strict";

(() => {
  const form = document.querySelector("[data-found-filters]");
  if (!form) return;
  const status = form.querySelector("[data-shown-status]");
  const tag = document.documentElement.lang;
  const counted = new Intl.NumberFormat(tag, { numberingSystem: "latn" });
  const checks = [...document.querySelectorAll("[data-check]")].map((check) => ({
    check,
    places: [...check.querySelectorAll("li")],
  }));
  const total = document.querySelectorAll("[data-check] li").length;

  const values = () => Object.fromEntries(new FormData(form));

  const filter = () => {
    const { lang, level } = values();
    let shown = 0;
    for (const { check, places } of checks) {
      let own = 0;
      for (const place of places) {
        const fits = (!lang || place.dataset.lang === lang) && (!level || place.dataset.level === level);
        place.hidden = !fits;
        own += fits;
      }
      check.hidden = own === 0;
      shown += own;
    }
    status.textContent = form.dataset.shown
      .replace("{count}", counted.format(shown))
      .replace("{total}", counted.format(total));
  };

  const remember = () => {
    const words = new URLSearchParams(Object.entries(values()).filter(([, value]) => value)).toString();
    history.replaceState(null, "", words ? `#?${words}` : location.pathname);
  };

  const recall = () => {
    if (!location.hash.startsWith("#?")) return;
    const wanted = new URLSearchParams(location.hash.slice(2));
    for (const select of form.querySelectorAll("select")) {
      const value = wanted.get(select.name) ?? "";
      select.value = [...select.options].some((option) => option.value === value) ? value : "";
    }
    filter();
  };

  form.addEventListener("change", () => { filter(); remember(); });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => { filter(); remember(); }));
  addEventListener("hashchange", recall);
  form.hidden = false;
  filter();
  recall();
})();
