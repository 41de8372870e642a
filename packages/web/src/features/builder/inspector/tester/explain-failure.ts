import { t } from "../../../../ui/words.ts";

/** Says what to do about a request without an answer; nothing where the failure itself says it all. */
export function explainFailure(error: string, url: string): string {
  if (/not allowed|cannot be called/.test(error)) return explainRefusal(hostOf(url));
  if (/certificate/.test(error))
    return t("Check that the certificate is valid for this name and has not expired.");
  if (/in time/.test(error))
    return t("Raise the time to wait under More, or make the service answer sooner.");
  return "";
}

function explainRefusal(host: string): string {
  if (!isPrivate(host))
    return t(
      "Check the name {host} for typing errors. Addresses inside a private network can only be called when the operator allows them with PARLEY_EGRESS_ALLOW.",
      { host },
    );
  return t(
    "{host} lies inside a private network. Flows may only call public servers, so that no visitor can reach what is behind the firewall. The operator can allow it with PARLEY_EGRESS_ALLOW.",
    { host },
  );
}

function hostOf(url: string): string {
  try {
    return new URL(url).hostname;
  } catch {
    return url;
  }
}

function isPrivate(host: string): boolean {
  return (
    /^(?:localhost|.*\.(?:localhost|local|internal|lan))$/i.test(host) ||
    /^(?:10|127|192\.168|169\.254|172\.(?:1[6-9]|2\d|3[01]))\./.test(host) ||
    /^\[(?:::1|f[cd]|fe80)/i.test(host)
  );
}
