/** How a file can go over the wire, the smallest first. */
const encodings = ["br", "gzip", "identity"] as const;
export type Encoding = (typeof encodings)[number];

/**
 * The encoding that an `Accept-Encoding` header likes best, and of several that it likes as well the smallest. As it
 * is (`identity`) where the header is missing or refuses all of ours: better an unwanted form than no file.
 */
export function acceptedEncoding(header: string | undefined): Encoding {
  const weights = readWeights(header ?? "");
  const others = weights.get("*") ?? 0;
  const weightOf = (encoding: Encoding): number =>
    weights.get(encoding) ?? (encoding === "identity" ? unnamedIdentity : others);
  const best = Math.max(...encodings.map(weightOf));
  return (best > 0 && encodings.find((it) => weightOf(it) === best)) || "identity";
}

/** Whoever does not name it takes a file as it is too, but likes anything better that they did name. */
const unnamedIdentity = 0.0001;

/** Name → how much it is liked, 0 to 1. What cannot be read counts as not wanted. */
function readWeights(header: string): ReadonlyMap<string, number> {
  const parts = header.toLowerCase().split(",");
  return new Map(
    parts.map((part) => {
      const [name = "", ...params] = part.split(";").map((it) => it.trim());
      const weight = params.find((it) => it.startsWith("q="))?.slice(2);
      return [name, weight === undefined ? 1 : Number(weight) || 0];
    }),
  );
}
