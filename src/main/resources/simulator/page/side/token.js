// The token walks from state to state along the lines; who wants less motion sees it jump.
const HOP_MS = 750;
const HOPS_MAX = 4;
let shown = { number: '', path: [] };
let walk = 0;

export function tokenAt(node, plan, record) {
  const path = record?.path ?? [];
  const known = shown;
  const grown = record && known.number === record.number && path.length > known.path.length
    && known.path.every((id, at) => path[at] === id);
  shown = { number: record?.number ?? '', path, moved: known.moved };
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  if (grown && !still && path.length - known.path.length <= HOPS_MAX) {
    hops(node, plan, path.slice(known.path.length - 1));
  } else if (!record || !sameWalk(node, known, path, record)) {
    walk++;
    put(node, plan, record?.state ?? path.at(-1));
  }
}

/** A drawing of the same record in the middle of a walk must not end the walk. */
const sameWalk = (node, known, path, record) =>
  node.dataset.walking === record.number && known.number === record.number && known.path.length === path.length;

function place(node, x, y) {
  node.setAttribute('transform', `translate(${x} ${y})`);
}

function put(node, plan, id) {
  if (shown.moved !== `${shown.number} ${id}`) {
    // Begun anew only by taking it away first.
    node.classList.remove('moved');
    requestAnimationFrame(() => node.classList.add('moved'));
    shown.moved = `${shown.number} ${id}`;
  }
  delete node.dataset.walking;
  const at = plan.place.get(id);
  node.classList.toggle('gone', !at);
  if (at) place(node, at.x - plan.widest / 2 + 15, at.y);
}

function hops(node, plan, ids) {
  const mine = ++walk;
  node.dataset.walking = shown.number;
  node.classList.remove('gone');
  const lines = ids.slice(1).map((to, at) => lineBetween(node, ids[at], to));
  const began = performance.now();
  const frame = (time) => {
    if (mine !== walk) return;
    const hop = Math.floor(Math.max(0, time - began) / HOP_MS);
    if (hop >= lines.length) {
      put(node, plan, ids.at(-1));
      return;
    }
    const part = (time - began) / HOP_MS - hop;
    along(node, plan, lines[hop], ids[hop + 1], ease(Math.max(0, part)));
    requestAnimationFrame(frame);
  };
  put(node, plan, ids[0]);
  node.dataset.walking = shown.number;
  requestAnimationFrame(frame);
}

const ease = (x) => (x < 0.5 ? 2 * x * x : 1 - (-2 * x + 2) ** 2 / 2);

function lineBetween(node, from, to) {
  return [...node.ownerSVGElement.querySelectorAll('[data-edge]')].find((line) => line.dataset.edge === `${from}→${to}`);
}

function along(node, plan, line, to, part) {
  if (!line) {
    const at = plan.place.get(to);
    if (at) place(node, at.x - plan.widest / 2 + 15, at.y);
    return;
  }
  const point = line.getPointAtLength(line.getTotalLength() * part);
  place(node, point.x, point.y);
}
