// The first page leads on: to the language that was chosen before, or that the reader's browser asks for, or to English.
"use strict";

(() => {
  const links = [...document.querySelectorAll("[data-language]")];
  let before = null;
  try {
    before = localStorage.getItem("bpa-language");
  } catch { /* then the browser's languages tell */ }

  const known = links.find((link) => link.dataset.language === before);
  const wanted = (tag) => links.find((link) => link.hreflang.toLowerCase() === tag.toLowerCase())
    ?? links.find((link) => link.hreflang.split("-")[0].toLowerCase() === tag.split("-")[0].toLowerCase());
  const spoken = navigator.languages.map(wanted).find(Boolean);
  location.replace((known ?? spoken ?? links[0]).href);
})();
