"use strict";
const WIDTHS = [390, 768, 1280], found = [];

function overlap(one, other) {
  const x = Math.min(one.right, other.right) - Math.max(one.left, other.left);
  const y = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
  return x > 1 && y > 3;
}

function lookAtChart(chart, win, width, note) {
  const svg = Array.from(chart.querySelectorAll("svg.ch")).find(svg => win.getComputedStyle(svg).display !== "none");
  if (!svg) { note("a chart is hidden"); return; }
  const line = chart.querySelector(".read"), rest = line.textContent;
  const press = key => svg.dispatchEvent(new win.KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  press("ArrowRight");
  if (line.textContent === rest) { note("an arrow key says nothing"); }
  press("End");
  press("Escape");
  if (line.textContent !== rest) { note("Esc does not go back"); }
  const box = svg.getBoundingClientRect();
  svg.dispatchEvent(new win.PointerEvent("pointermove", { clientX: box.left + box.width / 2, clientY: box.top + box.height / 2, pointerType: "mouse" }));
  if (line.textContent === rest) { note("pointing says nothing"); }
  const words = Array.from(svg.querySelectorAll("text"), text => [text.getBoundingClientRect(), text.textContent]);
  words.forEach(([one, told], index) => {
    words.slice(index + 1).forEach(([other, also]) => { if (overlap(one, other)) { note("“" + told + "” over “" + also + "”"); } });
    if (one.right > width + 1 || one.left < -1) { note("outside: " + told); }
    if (one.height < 12) { note("too small: " + told); }
  });
}

async function look(page, width) {
  const frame = document.createElement("iframe");
  Object.assign(frame, { width, height: 1400, src: page });
  frame.style.border = "0";
  await new Promise(go => { frame.onload = go; document.body.appendChild(frame); });
  const doc = frame.contentDocument, win = frame.contentWindow;
  const note = what => found.push(page + " at " + width + ": " + what);
  if (doc.documentElement.scrollWidth > width) { note("wider than the window: " + doc.documentElement.scrollWidth); }
  if (!doc.querySelector("h1").textContent || !doc.documentElement.lang) { note("no title or language"); }
  if (doc.querySelector("img, [onerror]")) { note("a name has become an element"); }
  doc.querySelectorAll("figure.chart").forEach(chart => lookAtChart(chart, win, width, note));
  doc.querySelectorAll("th button").forEach(button => {
    button.click();
    if (!button.parentNode.hasAttribute("aria-sort")) { note("does not sort: " + button.textContent); }
  });
  doc.querySelectorAll("nav.toc a").forEach(link => { if (!doc.querySelector(link.hash)) { note("leads nowhere: " + link.hash); } });
  frame.remove();
}

(async () => {
  try {
    for (const page of PAGES) { for (const width of WIDTHS) { await look(page, width); } }
    document.getElementById("found").textContent = found.join("\n") || "all well";
  } catch (error) {
    document.getElementById("found").textContent = String(error);
  }
})();
