import type { Route } from "./webhook-params.ts";

/** Statuses from the first to the last, both included, and where answers with them go on. */
export interface StatusRange {
  readonly from: number;
  readonly to: number;
  readonly output: string;
}

/** Reads `404`, `2xx` or `200-204`. */
export function readRoute({ status, output }: Route): StatusRange {
  if (status.endsWith("xx")) {
    const from = Number(status.slice(0, 1)) * 100;
    return { from, to: from + 99, output };
  }
  const [from = "", to = from] = status.split("-");
  return { from: Number(from), to: Number(to), output };
}

/** Chooses the output for a status: the first route that fits, else `success` for 2xx and `failure`. */
export function outputForStatus(routes: readonly StatusRange[], status: number): string {
  const route = routes.find(({ from, to }) => from <= status && status <= to);
  if (route) return route.output;
  return isSuccess(status) ? "success" : "failure";
}

/** Tells a status of the class 2xx. */
export function isSuccess(status: number): boolean {
  return status >= 200 && status <= 299;
}
