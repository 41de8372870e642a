/**
 * Lets schemas check by walking, not by code made from text: the page's policy forbids that, and the library's try alone
 * would be told in the console. Before or after the library is loaded, but before the first check.
 */
export function checkWithoutCode(): void {
  const present: unknown = Reflect.get(globalThis, "__zod_globalConfig");
  const settings = typeof present === "object" && present !== null ? present : {};
  Reflect.set(settings, "jitless", true);
  Reflect.set(globalThis, "__zod_globalConfig", settings);
}
