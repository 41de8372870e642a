export interface SentRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

/** What curl sets by itself, or must not be told. */
const own = new Set([
  "host",
  "connection",
  "content-length",
  "accept-encoding",
  "transfer-encoding",
]);

/** A request as a command for a POSIX shell. Secrets in headers are as masked as they were shown. */
export function curlText({ method, url, headers, body }: SentRequest): string {
  const lines = [
    `curl -X ${method} ${quoted(url)}`,
    ...Object.entries(headers)
      .filter(([name]) => !own.has(name.toLowerCase()))
      .map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    ...(body === null || body === "" ? [] : [`--data-raw ${quoted(body)}`]),
  ];
  return lines.join(" \\\n  ");
}

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
