// A mention and its words light each other, both ways.
"use strict";
(() => {
  const text = document.querySelector("[data-text]");
  if (!text) return;
  const light = (ids, on) => {
    for (const id of ids) {
      for (const seg of text.querySelectorAll(`[data-m~="${CSS.escape(id)}"]`)) seg.classList.toggle("on", on);
      document.getElementById("s-" + id)?.classList.toggle("on", on);
      for (const card of document.querySelectorAll(`.mention[id$="${CSS.escape("." + id)}"]`)) card.classList.toggle("on", on);
    }
  };
  const ids = (target) => {
    const seg = target.closest?.("[data-m]");
    if (seg) return seg.dataset.m.split(" ");
    const tag = target.closest?.(".tag");
    if (tag) return [tag.id.slice(2)];
    const card = target.closest?.(".mention[id]");
    return card ? [card.id.split(".").pop()] : [];
  };
  document.addEventListener("mouseover", (event) => light(ids(event.target), true));
  document.addEventListener("mouseout", (event) => light(ids(event.target), false));
  document.addEventListener("focusin", (event) => light(ids(event.target), true));
  document.addEventListener("focusout", (event) => light(ids(event.target), false));
})();
