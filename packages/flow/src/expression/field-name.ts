/** What a field name may be made of. The three names that reach an object's prototype are refused as well. */
export const fieldNamePattern = /^[a-z0-9_]+$/;

/** The longest field name. */
export const maxFieldNameLength = 64;

const prototypeKeys: ReadonlySet<string> = new Set(["__proto__", "prototype", "constructor"]);

/** Tells whether a text can name a customer's field. */
export function isFieldName(name: string): boolean {
  return name.length <= maxFieldNameLength && fieldNamePattern.test(name) && !isPrototypeKey(name);
}

const ownResumeUrl = /^resume_url_[A-Za-z][A-Za-z0-9_-]{0,63}$/;

/** Tells whether a text can be read as `@name`: a field, or a wait block's own address, which ends in the block's id. */
export function isReadableName(name: string): boolean {
  return isFieldName(name) || ownResumeUrl.test(name);
}

/** Tells whether writing under this key could reach a prototype; no formula and no field may. */
export function isPrototypeKey(key: string): boolean {
  return prototypeKeys.has(key);
}
