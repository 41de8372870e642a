/** A command that says something to an API channel in a customer's name. */
export function sendCurl(origin: string, channelToken: string): string {
  const body = {
    customer: { name: "Ann" },
    message: { type: "text", message: "Hi" },
  };
  return [
    `curl -X POST '${origin}/v1/send/ann-1/'`,
    `-H 'Authorization: Token ${channelToken}'`,
    `-H 'Content-Type: application/json'`,
    `-d '${JSON.stringify(body)}'`,
  ].join(" \\\n  ");
}
