// Zoom and move the map, and tie its curves to the rows of the table.
"use strict";
(() => {
  const frame = document.querySelector("[data-map]");
  if (!frame) return;
  const svg = frame.querySelector("svg[data-size]");
  const [width, height] = svg.dataset.size.split(" ").map(Number);
  let k = 1, x = 0, y = 0;

  const apply = () => {
    const w = width / k, h = height / k;
    x = Math.max(-width * 0.1, Math.min(x, width * 1.1 - w));
    y = Math.max(-height * 0.1, Math.min(y, height * 1.1 - h));
    if (k === 1) { x = 0; y = 0; }
    svg.setAttribute("viewBox", `${x} ${y} ${w} ${h}`);
    svg.style.setProperty("--zoom", String(1 / Math.sqrt(k) / Math.sqrt(Math.sqrt(k))));
    svg.classList.toggle("zoomed", k > 1.8);
    svg.style.touchAction = k > 1 ? "none" : "pan-y";
  };
  const zoom = (factor, cx = x + width / k / 2, cy = y + height / k / 2) => {
    const before = k;
    k = Math.max(1, Math.min(12, k * factor));
    x = cx - (cx - x) * (before / k);
    y = cy - (cy - y) * (before / k);
    apply();
  };
  const all = () => { k = 1; apply(); };
  const place = (event) => {
    const box = svg.getBoundingClientRect();
    return [x + ((event.clientX - box.left) / box.width) * (width / k), y + ((event.clientY - box.top) / box.height) * (height / k)];
  };

  if (innerWidth < 640) frame.querySelector(".maplegend")?.removeAttribute("open");
  const tools = frame.querySelector(".zoom");
  tools.hidden = false;
  tools.addEventListener("click", (event) => {
    const what = event.target.closest("[data-zoom]")?.dataset.zoom;
    if (what === "in") zoom(1.5); else if (what === "out") zoom(1 / 1.5); else if (what === "all") all();
  });
  svg.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    zoom(event.deltaY < 0 ? 1.2 : 1 / 1.2, ...place(event));
  }, { passive: false });
  svg.addEventListener("dblclick", (event) => zoom(1.8, ...place(event)));
  svg.addEventListener("keydown", (event) => {
    const step = 40 / k;
    const keys = {
      "+": () => zoom(1.4), "=": () => zoom(1.4), "-": () => zoom(1 / 1.4), "0": all,
      ArrowLeft: () => { x -= step; apply(); }, ArrowRight: () => { x += step; apply(); },
      ArrowUp: () => { y -= step; apply(); }, ArrowDown: () => { y += step; apply(); },
    };
    if (!keys[event.key] || (k === 1 && event.key.startsWith("Arrow"))) return;
    event.preventDefault();
    keys[event.key]();
  });

  const fingers = new Map();
  let moved = false;
  svg.addEventListener("pointerdown", (event) => { fingers.set(event.pointerId, event); moved = false; });
  svg.addEventListener("pointermove", (event) => {
    const last = fingers.get(event.pointerId);
    if (!last) return;
    if (fingers.size === 2) {
      const [a, b] = [...fingers.values()];
      const before = Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);
      fingers.set(event.pointerId, event);
      const [c, d] = [...fingers.values()];
      const after = Math.hypot(c.clientX - d.clientX, c.clientY - d.clientY);
      if (before > 0) zoom(after / before, ...place({ clientX: (c.clientX + d.clientX) / 2, clientY: (c.clientY + d.clientY) / 2 }));
      moved = true;
      return;
    }
    if (k === 1) return;
    const box = svg.getBoundingClientRect();
    const dx = event.clientX - last.clientX, dy = event.clientY - last.clientY;
    if (Math.abs(dx) + Math.abs(dy) > 3 || moved) {
      moved = true;
      x -= (dx / box.width) * (width / k);
      y -= (dy / box.height) * (height / k);
      fingers.set(event.pointerId, event);
      apply();
    }
  });
  for (const end of ["pointerup", "pointercancel", "pointerleave"]) svg.addEventListener(end, (event) => fingers.delete(event.pointerId));
  svg.addEventListener("click", (event) => { if (moved) { event.preventDefault(); event.stopPropagation(); } moved = false; }, true);

  // A row lights its curve, a curve its row.
  const light = (key, on) => {
    if (!key) return;
    for (const one of document.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)) one.classList.toggle("on", on);
  };
  for (const [enter, on] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]]) {
    document.addEventListener(enter, (event) => light(event.target.closest?.("[data-key]")?.dataset.key, on));
  }
})();
