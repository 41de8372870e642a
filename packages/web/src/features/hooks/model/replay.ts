/** What is asked of a replay; moments are ISO 8601, nothing is an empty text. */
export interface ReplayDraft {
  readonly since: string;
  readonly until: string;
  readonly customer: string;
  readonly url: string;
}

/** The replay as the API takes it. */
export function replayBody({
  since,
  until,
  customer,
  url,
}: ReplayDraft): Readonly<Record<string, unknown>> {
  return {
    since,
    ...(until !== "" && { until }),
    ...(customer !== "" && { customer_id: Number(customer) }),
    ...(url !== "" && { url }),
  };
}

/** Asks the log how many a replay would send: what came to be owed then, each once. `null`: no moment yet. */
export function replayPreview({ since, until, customer }: ReplayDraft): string | null {
  if (since === "") return null;
  const query = new URLSearchParams({ since, run: "0", limit: "0" });
  if (until !== "") query.set("until", until);
  if (customer !== "") query.set("customer_id", customer);
  return String(query);
}
