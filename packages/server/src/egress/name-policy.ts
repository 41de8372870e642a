/** Says whether a host name, as WHATWG URL writes it, may be looked up: local and metadata names may not, however they are dotted. */
export function isPermittedName(name: string): boolean {
  if (name === "" || name.length > MAX_NAME_CHARS) return false;
  // One name has one form: with a final dot it would slip past every comparison below, TLS's included.
  if (name.endsWith(".")) return false;
  return !LOCAL_ENDINGS.some((ending) => name === ending || name.endsWith(`.${ending}`));
}

const MAX_NAME_CHARS = 253;

const LOCAL_ENDINGS = [
  "localhost",
  "localdomain",
  "local",
  "internal",
  "home.arpa",
  "metadata",
  "metadata.goog",
  "instance-data",
];
