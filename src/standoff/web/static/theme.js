// Light or dark as the system has it, or as the reader chose here. Runs before the page is drawn.
"use strict";
(() => {
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  let chosen = null;
  try { chosen = localStorage.getItem("theme"); } catch { /* storage is off: the system's choice it is */ }
  const now = () => chosen || (system.matches ? "dark" : "light");
  const apply = () => { root.dataset.theme = now(); };
  apply();
  system.addEventListener("change", apply);
  document.addEventListener("DOMContentLoaded", () => {
    const button = document.querySelector("[data-theme-button]");
    const name = () => { button.textContent = now() === "dark" ? "Light" : "Dark"; };
    button.hidden = false;
    button.setAttribute("aria-label", "Change between light and dark");
    name();
    button.addEventListener("click", () => {
      chosen = now() === "dark" ? "light" : "dark";
      try { localStorage.setItem("theme", chosen); } catch { /* lasts for this page */ }
      apply();
      name();
    });
  });
})();
