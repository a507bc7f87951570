/** The cycles of a graph: each group of nodes that all lead to one another, in the order of their names. */
export function findCycles(edges: ReadonlyMap<string, readonly string[]>): readonly (readonly string[])[] {
  const reached = new Map([...edges.keys()].map((node) => [node, reach(node, edges)]));
  const inCycle = [...edges.keys()].filter((node) => reached.get(node)?.has(node));
  const groups = inCycle.map((node) =>
    inCycle.filter((other) => reached.get(node)?.has(other) && reached.get(other)?.has(node)).sort(),
  );
  return [...new Map(groups.map((group) => [group.join(), group])).values()];
}

/** All nodes that a node leads to; the node itself is included only if it is part of a cycle. */
function reach(start: string, edges: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const seen = new Set<string>();
  const open = [...(edges.get(start) ?? [])];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    open.push(...(edges.get(node) ?? []));
  }
  return seen;
}
