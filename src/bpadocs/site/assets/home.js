// The list of rules: filters, and groups that open for what was found. Without this all rules are there.
"use strict";

(() => {
  const form = document.querySelector("[data-rule-filters]");
  const status = form.querySelector("[data-shown-status]");
  const none = document.querySelector("[data-none]");
  const counted = new Intl.NumberFormat(document.documentElement.lang, { numberingSystem: "latn" });
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

  const values = () => Object.fromEntries(new FormData(form));

  const filter = () => {
    const wanted = values();
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
    none.hidden = shown > 0;
    status.textContent = form.dataset.shown
      .replace("{count}", counted.format(shown))
      .replace("{total}", counted.format(total));
  };

  const remember = () => {
    const words = new URLSearchParams(Object.entries(values()).filter(([, value]) => value)).toString();
    history.replaceState(null, "", words ? `#?${words}` : location.pathname);
  };

  const recall = () => {
    const { hash } = location;
    if (hash.startsWith("#?")) {
      const wanted = new URLSearchParams(hash.slice(2));
      for (const field of form.querySelectorAll("select, input")) field.value = wanted.get(field.name) ?? "";
      filter();
      return;
    }
    // a link to a group opens it
    const target = document.getElementById(decodeURIComponent(hash.slice(1)));
    const group = target?.closest("details");
    if (!group) return;
    group.open = true;
    target.scrollIntoView();
  };

  form.addEventListener("input", () => { filter(); remember(); });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => { filter(); remember(); }));
  addEventListener("hashchange", recall);
  addEventListener("beforeprint", () => {
    for (const { groups } of products) for (const { group } of groups) group.open = true;
  });
  form.hidden = false;
  filter();
  recall();
})();
