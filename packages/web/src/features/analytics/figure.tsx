import { exactCount, shortCount } from "./model/write-figure.ts";

/** A count, short, with the exact one on hover. */
export function Figure({ count }: { readonly count: number }) {
  const [short, exact] = [shortCount(count), exactCount(count)];
  return short === exact ? short : <span title={exact}>{short}</span>;
}
