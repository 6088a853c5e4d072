// Where the states of a flow stand: layers by the longest way from the start, few crossings, the main way straight.
// Pure: a flow in, places and lines in layer/row units out.
const SWEEPS = 6;
const STATES_MAX = 200;

/** @return nodes: [{state, layer, row}], edges: [{id, from, to, label, via: [{layer, row}], back}], layers, rows */
export function layered(flow) {
  const states = (flow.states ?? []).slice(0, STATES_MAX);
  const byId = new Map(states.map((state) => [state.id, state]));
  const edges = (flow.transitions ?? []).filter((edge) => byId.has(edge.from) && byId.has(edge.to) && edge.from !== edge.to);
  const back = backEdges(states, edges);
  const forward = edges.filter((edge) => !back.has(edge));
  const layer = layersOf(states, forward);
  const main = mainWay(states, forward, layer);
  const { columns, chains } = withDummies(states, forward, layer);
  order(columns, chains, main);
  return placed(states, edges, back, layer, columns, chains, main);
}

/** Edges that close a circle, found by walking from the initial states. */
function backEdges(states, edges) {
  const back = new Set();
  const mark = new Map();
  const visit = (id) => {
    mark.set(id, 'open');
    for (const edge of edges) {
      if (edge.from !== id) continue;
      if (mark.get(edge.to) === 'open') back.add(edge);
      else if (!mark.has(edge.to)) visit(edge.to);
    }
    mark.set(id, 'done');
  };
  const first = states.filter((state) => state.kind === 'initial');
  for (const state of [...first, ...states]) if (!mark.has(state.id)) visit(state.id);
  return back;
}

function layersOf(states, forward) {
  const layer = new Map(states.map((state) => [state.id, 0]));
  for (let round = 0; round < states.length; round++) {
    let moved = false;
    for (const edge of forward) {
      const least = layer.get(edge.from) + 1;
      if (layer.get(edge.to) < least) {
        layer.set(edge.to, least);
        moved = true;
      }
    }
    if (!moved) break;
  }
  return layer;
}

/** The longest way from the start to where the work is done; it is drawn as one straight line. */
function mainWay(states, forward, layer) {
  const rank = (state) => (state.kind === 'settled' ? 1000 : 0) + layer.get(state.id);
  const ends = states.filter((state) => !forward.some((edge) => edge.from === state.id) || state.kind === 'settled');
  const end = (ends.length ? ends : states).toSorted((a, b) => rank(b) - rank(a))[0];
  const way = new Set();
  for (let at = end?.id; at !== undefined && !way.has(at);) {
    way.add(at);
    const before = forward.filter((edge) => edge.to === at && layer.get(edge.from) === layer.get(at) - 1);
    at = before[0]?.from;
  }
  return way;
}

/** An edge over several layers gets a stand-in in each, so that lines are ordered like states. */
function withDummies(states, forward, layer) {
  const columns = [];
  const put = (at, key) => (columns[at] ??= []).push(key);
  states.forEach((state) => put(layer.get(state.id), state.id));
  const chains = forward.map((edge) => {
    const keys = [edge.from];
    for (let at = layer.get(edge.from) + 1; at < layer.get(edge.to); at++) {
      const key = `${edge.from}\n${edge.to}\n${edge.id}\n${at}`;
      put(at, key);
      keys.push(key);
    }
    keys.push(edge.to);
    return { edge, keys };
  });
  return { columns, chains };
}

function order(columns, chains, main) {
  const links = chains.flatMap(({ keys }) => keys.slice(1).map((key, at) => [keys[at], key]));
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const down = sweep % 2 === 0;
    const layers = down ? columns.keys() : [...columns.keys()].reverse();
    for (const at of layers) {
      const beside = columns[down ? at - 1 : at + 1];
      const weight = new Map(columns[at].map((key, index) => [key, centre(key, index, beside, links, down)]));
      columns[at] = columns[at].toSorted((a, b) => weight.get(a) - weight.get(b));
    }
  }
  for (const at of columns.keys()) columns[at] = columns[at].toSorted((a, b) => Number(main.has(b)) - Number(main.has(a)));
}

function centre(key, index, beside, links, down) {
  const rows = links.filter((link) => link[down ? 1 : 0] === key).map((link) => beside?.indexOf(link[down ? 0 : 1]) ?? -1).filter((row) => row >= 0);
  return rows.length ? rows.reduce((sum, row) => sum + row, 0) / rows.length : index;
}

function placed(states, edges, back, layer, columns, chains, main) {
  const rowOf = rows(columns, chains, main);
  const at = (key, on) => ({ layer: on, row: rowOf.get(key) });
  const nodes = states.map((state) => ({ state, ...at(state.id, layer.get(state.id)) }));
  const via = new Map(chains.map(({ edge, keys }) => [edge, keys.slice(1, -1).map((key, index) => at(key, layer.get(edge.from) + index + 1))]));
  return {
    nodes,
    edges: edges.map((edge) => ({ ...edge, via: via.get(edge) ?? [], back: back.has(edge) })),
    layers: columns.length,
    rows: Math.max(1, ...[...rowOf.values()].map((row) => row + 1)),
  };
}

/** The main way keeps row 0; what stands beside it keeps the row of what leads to it where that row is free. */
function rows(columns, chains, main) {
  const rowOf = new Map();
  for (const column of columns) {
    const taken = new Set();
    for (const key of column) {
      const before = chains.flatMap(({ keys }) => (keys.indexOf(key) > 0 ? [rowOf.get(keys[keys.indexOf(key) - 1])] : []));
      let row = main.has(key) ? 0 : Math.max(1, ...before.filter((one) => one !== undefined));
      while (taken.has(row)) row++;
      taken.add(row);
      rowOf.set(key, row);
    }
  }
  return rowOf;
}
