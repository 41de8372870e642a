const label = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?$/u;

/** Tells whether a text has the form of a domain of the internet, in any script: two labels or more, the last no number. */
export function isDomainName(host: string): boolean {
  if (host.length > 253) return false;
  const labels = host.split(".");
  const last = labels.at(-1) ?? "";
  return labels.length >= 2 && labels.every((it) => label.test(it)) && !/^(?:.|\d+)$/u.test(last);
}
