/** The part of the browser's Trusted Types that is used here. */
interface TrustedTypes {
  readonly defaultPolicy: unknown;
  createPolicy(
    name: string,
    rules: { readonly createScriptURL: (address: string) => string },
  ): unknown;
}

/**
 * Lets this page start workers from its own origin, and from nowhere else: the page's policy demands that somebody
 * vouches for every script. The only way that the bundler's workers can take is the default policy.
 */
export function vouchForOwnScripts(page: { readonly origin: string }): void {
  const types: unknown = Reflect.get(globalThis, "trustedTypes");
  if (!isTrustedTypes(types) || types.defaultPolicy) return;
  types.createPolicy("default", {
    createScriptURL: (text) => {
      const { origin } = new URL(text, page.origin);
      if (origin === page.origin) return text;
      throw new TypeError(`${text} is not the Studio's own.`);
    },
  });
}

function isTrustedTypes(value: unknown): value is TrustedTypes {
  return typeof value === "object" && value !== null && "createPolicy" in value;
}
