// A form of filters above a list; what was chosen stands in the address. Without this all of the list is there.
"use strict";

// `filter` is given what is chosen, shows what fits, and returns of how many it shows how many. `came` is told whether
// the address, at first and whenever it changes, has such a choice: it stands behind the anchor.
window.bpaFilters = (form, anchor, filter, came) => {
  const status = form.querySelector("[data-shown-status]");
  const counted = new Intl.NumberFormat(document.documentElement.lang, { numberingSystem: "latn" });
  const fields = form.querySelectorAll("select, input");
  const values = () => Object.fromEntries(new FormData(form));

  const apply = () => {
    const [shown, total] = filter(values());
    status.textContent = form.dataset.shown
      .replace("{count}", counted.format(shown))
      .replace("{total}", counted.format(total));
  };

  const changed = () => {
    apply();
    const words = new URLSearchParams(Object.entries(values()).filter(([, value]) => value)).toString();
    const bare = anchor === "#" ? location.pathname : anchor;
    history.replaceState(null, "", words ? `${anchor}?${words}` : bare);
  };

  const recall = () => {
    const [hash, words] = location.hash.split("?");
    const here = hash === anchor && words !== undefined;
    if (here) {
      const wanted = new URLSearchParams(words);
      for (const field of fields) {
        const value = wanted.get(field.name) ?? "";
        field.value = value;
        if (field.value !== value) field.value = ""; // there is no such choice
      }
      apply();
    }
    came?.(here);
  };

  for (const field of fields) field.addEventListener(field.matches("select") ? "change" : "input", changed);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(changed));
  addEventListener("hashchange", recall);
  form.hidden = false;
  apply();
  recall();
  return changed;
};
