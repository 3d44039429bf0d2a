// The list of rules: filters, and groups that open for what was found. Without this all rules are there.
"use strict";

(() => {
  const form = document.querySelector("[data-rule-filters]");
  const none = document.querySelector("[data-none]");
  const plain = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").replace(/[‘’]/g, "'").toLowerCase();

  const products = [...document.querySelectorAll("section[data-product]")].map((section) => ({
    section,
    groups: [...section.querySelectorAll("details")].map((group) => ({
      group,
      open: group.open,
      rules: [...group.querySelectorAll("li")].map((rule) => ({ rule, words: plain(rule.textContent) })),
    })),
  }));
  const total = document.querySelectorAll(".rules li").length;

  const filter = (wanted) => {
    const words = plain(wanted.words).split(/\s+/).filter(Boolean);
    const filtered = Object.values(wanted).some((value) => value.trim());
    let shown = 0;
    for (const { section, groups } of products) {
      let ofProduct = 0;
      for (const { group, open, rules } of groups) {
        const here = (!wanted.product || section.dataset.product === wanted.product)
          && (!wanted.category || group.dataset.category === wanted.category);
        let ofGroup = 0;
        for (const one of rules) {
          const fits = here
            && (!wanted.severity || one.rule.dataset.severity === wanted.severity)
            && words.every((word) => one.words.includes(word));
          if (one.rule.hidden === fits) one.rule.hidden = !fits;
          ofGroup += fits;
        }
        group.hidden = ofGroup === 0;
        group.open = filtered ? ofGroup > 0 : open;
        ofProduct += ofGroup;
      }
      section.hidden = ofProduct === 0;
      shown += ofProduct;
    }
    none.hidden = shown > 0 || !filtered;
    return [shown, total];
  };

  const came = (filtered) => {
    if (filtered) return;
    // a link to a group opens it
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const group = target?.closest("details");
    if (!group) return;
    group.open = true;
    target.scrollIntoView();
  };

  addEventListener("beforeprint", () => {
    for (const { groups } of products) for (const { group } of groups) group.open = true;
  });
  window.bpaFilters(form, "#", filter, came);
})();
