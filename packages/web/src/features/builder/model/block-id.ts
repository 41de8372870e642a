const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const signs = `${letters}0123456789`;

/** A chance in [0, 1), as `Math.random` gives it. */
export type Chance = () => number;

/** A new id of 9 characters, a letter first, that is none of those taken. */
export function newBlockId(chance: Chance, isTaken: (id: string) => boolean): string {
  const draw = (from: string) => from[Math.floor(chance() * from.length)] ?? "A";
  for (;;) {
    const id = draw(letters) + Array.from({ length: 8 }, () => draw(signs)).join("");
    if (!isTaken(id)) return id;
  }
}

/** Draws so many ids that neither a flow nor each other has. */
export function newBlockIds(
  chance: Chance,
  count: number,
  isTaken: (id: string) => boolean,
): readonly string[] {
  const drawn = new Set<string>();
  while (drawn.size < count) drawn.add(newBlockId(chance, (id) => drawn.has(id) || isTaken(id)));
  return [...drawn];
}
