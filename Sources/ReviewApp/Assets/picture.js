// Zoom and pan: the picture is a drawing whose view box moves. What lies around the field's crop is loaded when it is first seen.

/// What moves the picture of this page; keys use it too.
export const view = { zoom() {}, pan() {}, home() {}, page() {} };

export function startPicture() {
  const frame = document.getElementById("picture"), svg = frame?.querySelector("svg");
  if (!svg) return;
  const home = svg.dataset.home.split(" ").map(Number), sheet = [0, 0, +svg.dataset.width, +svg.dataset.height];
  let box = [...home];
  // Its place on the page stays as high as the field needs, whatever is shown there.
  svg.style.height = `${Math.max(svg.getBoundingClientRect().height, 120)}px`;
  const show = (next) => {
    box = next;
    svg.setAttribute("viewBox", box.map((n) => n.toFixed(1)).join(" "));
    if (!svg.dataset.whole && box.some((n, i) => Math.abs(n - home[i]) > 1)) loadPage();
  };
  const loadPage = () => {
    svg.dataset.whole = "yes";
    const image = document.createElementNS("http://www.w3.org/2000/svg", "image");
    for (const [name, value] of Object.entries({ x: 0, y: 0, width: sheet[2], height: sheet[3], href: svg.dataset.page }))
      image.setAttribute(name, value);
    svg.querySelector("image").before(image);
  };
  view.zoom = (by, x = box[0] + box[2] / 2, y = box[1] + box[3] / 2) => {
    const width = Math.min(Math.max(box[2] * by, home[2] / 8), sheet[2] * 2), factor = width / box[2];
    show([x - (x - box[0]) * factor, y - (y - box[1]) * factor, width, box[3] * factor]);
  };
  view.pan = (across, down) => show([box[0] + across * box[2], box[1] + down * box[3], box[2], box[3]]);
  view.home = () => show([...home]);
  view.page = () => show([...sheet]);

  document.querySelector(".house-viewer__tools").hidden = false;
  const acts = { in: () => view.zoom(0.7), out: () => view.zoom(1.4), home: view.home, page: view.page };
  for (const button of document.querySelectorAll("[data-zoom]")) button.onclick = acts[button.dataset.zoom];

  const point = (event) => new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
  svg.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && document.activeElement !== frame) return;
    event.preventDefault();
    const { x, y } = point(event);
    view.zoom(event.deltaY > 0 ? 1.2 : 0.83, x, y);
  }, { passive: false });
  let grip = null;
  svg.addEventListener("pointerdown", (event) => { grip = point(event); svg.setPointerCapture(event.pointerId); });
  svg.addEventListener("pointerup", () => { grip = null; });
  svg.addEventListener("pointermove", (event) => {
    if (!grip) return;
    const at = point(event);
    show([box[0] + grip.x - at.x, box[1] + grip.y - at.y, box[2], box[3]]);
  });
}

/// Clicks on a whole page fill in its corners, one after the other.
export function startCorners() {
  const sheet = document.getElementById("sheet"), inputs = [...document.querySelectorAll(".house-corner")];
  if (!sheet || !inputs.length) return;
  sheet.addEventListener("click", (event) => {
    if (!document.getElementById("corners").open) return;
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(sheet.getScreenCTM().inverse());
    const input = inputs.find((input) => !input.value) ?? inputs.at(-1);
    input.value = `${Math.round(at.x)}, ${Math.round(at.y)}`;
    mark();
  });
  const mark = () => {
    sheet.querySelectorAll("circle").forEach((circle) => circle.remove());
    for (const input of inputs) {
      const [x, y] = input.value.split(/[ ,]+/).map(Number);
      if (!input.value || Number.isNaN(y)) continue;
      const circle = document.createElementNS("http://www.w3.org/2000/svg", "circle");
      const width = sheet.viewBox.baseVal.width;
      for (const [name, value] of Object.entries({ cx: x, cy: y, r: width / 80, "stroke-width": width / 300, class: "house-sheet__corner" }))
        circle.setAttribute(name, value);
      sheet.append(circle);
    }
  };
  inputs.forEach((input) => input.addEventListener("input", mark));
  mark();
}
