/** Chance, as the product draws it. Tests hand in their own. */
export interface Chance {
  /** A random 32-bit number, for the flow's own dice. */
  seed(): number;
  uuid(): string;
  /** Random bytes, unguessable, as base64url. */
  secret(bytes: number): string;
}
