import type { LookupAddress } from "node:dns";
import { connect as connectTcp, type Socket } from "node:net";
import { connect as connectTls, type SecureContext } from "node:tls";
import type { buildConnector } from "undici";
import type { EgressPolicy } from "../ports/egress.ts";
import type { AddressGate } from "./address-gate.ts";
import { parseAddress } from "./address-policy.ts";
import { codeOf, describe, EgressError } from "./egress-error.ts";
import { underEgressMark } from "./egress-mark.ts";
import type { Lookup } from "./shared-lookup.ts";
import { mustBeListed } from "./url-policy.ts";

/** What all connections of one kind of request share. */
export interface ConnectorOptions {
  readonly gate: AddressGate;
  readonly policy: EgressPolicy;
  readonly lookup: Lookup;
  readonly connectTimeoutMs: number;
  /** Asked for at the first handshake. */
  readonly secureContext: () => SecureContext;
}

/**
 * Makes the only thing in the product that opens connections to other people's servers. It keeps these promises:
 * 1. A name is resolved here, once per connection, and every one of its addresses must pass the gate.
 * 2. The socket is opened to the addresses that passed, never to a name, so a second answer cannot change the target.
 * 3. The connected socket's own remote address must pass the gate before TLS or HTTP puts a byte on it.
 * 4. Name resolution, TCP and TLS together take at most `connectTimeoutMs`.
 */
export function createConnector(options: ConnectorOptions): buildConnector.connector {
  return (asked, callback) => {
    const attempt = new Attempt(options, asked, callback);
    attempt.start();
  };
}

class Attempt {
  readonly #options: ConnectorOptions;
  readonly #hostname: string;
  readonly #isTls: boolean;
  readonly #port: number;
  readonly #mustBeListed: boolean;
  readonly #timer: NodeJS.Timeout;
  #callback: buildConnector.Callback | null;
  #socket: Socket | null = null;

  constructor(
    options: ConnectorOptions,
    asked: buildConnector.Options,
    callback: buildConnector.Callback,
  ) {
    this.#options = options;
    this.#hostname = asked.hostname;
    this.#isTls = asked.protocol === "https:";
    this.#port = asked.port === "" ? (this.#isTls ? 443 : 80) : Number(asked.port);
    this.#mustBeListed = mustBeListed(asked.protocol, options.policy);
    this.#callback = callback;
    this.#timer = setTimeout(() => {
      this.#fail("connect", `no connection within ${options.connectTimeoutMs} ms`);
    }, options.connectTimeoutMs);
  }

  start(): void {
    const literal = parseAddress(this.#hostname);
    if (literal !== null) {
      this.#connectTo([{ address: this.#hostname, family: literal.length === 4 ? 4 : 6 }]);
      return;
    }
    this.#options.lookup(this.#hostname, { all: true }, (error, answers) => {
      if (this.#callback === null) return;
      if (error !== null) this.#fail("dns", describe(error));
      else if (answers.length === 0) this.#fail("dns", `${this.#hostname} has no address`);
      else this.#connectTo(answers);
    });
  }

  #connectTo(answers: LookupAddress[]): void {
    const refusal = answers.map(({ address }) => this.#refusal(address)).find((no) => no !== null);
    if (refusal === undefined) this.#openSocket(answers);
    else this.#fail("refused-by-policy", refusal);
  }

  #openSocket(checked: LookupAddress[]): void {
    const socket = underEgressMark(() =>
      connectTcp({
        host: this.#hostname,
        port: this.#port,
        autoSelectFamily: true,
        noDelay: true,
        keepAlive: true,
        keepAliveInitialDelay: 60_000,
        lookup: (_hostname, _options, done) => done(null, checked),
      }),
    );
    this.#socket = socket;
    socket.once("connect", () => this.#onTcp(socket));
    // Stays for good: what undici or TLS does not hear must not end the process.
    socket.on("error", (error) => this.#fail("connect", describe(flatten(error))));
  }

  #onTcp(socket: Socket): void {
    const refusal = this.#refusal(socket.remoteAddress ?? "");
    if (refusal !== null) this.#fail("refused-by-policy", `connected to: ${refusal}`);
    else if (this.#isTls) this.#startTls(socket);
    else this.#hand(socket);
  }

  #startTls(socket: Socket): void {
    const isName = parseAddress(this.#hostname) === null;
    const secure = connectTls({
      socket,
      host: this.#hostname,
      ...(isName ? { servername: this.#hostname } : {}),
      secureContext: this.#options.secureContext(),
      ALPNProtocols: ["http/1.1"],
      // Said aloud because an environment variable can change the default.
      rejectUnauthorized: true,
    });
    this.#socket = secure;
    secure.once("secureConnect", () => this.#hand(secure));
    secure.on("error", (error) => this.#fail("tls", describe(error)));
    secure.once("close", () => this.#fail("tls", "closed during the TLS handshake"));
  }

  #refusal(address: string): string | null {
    return this.#options.gate.refusal(address, this.#port, this.#mustBeListed);
  }

  #hand(socket: Socket): void {
    const callback = this.#settle();
    if (callback === null) socket.destroy();
    else callback(null, socket);
  }

  #fail(reason: "refused-by-policy" | "dns" | "connect" | "tls", detail: string): void {
    const callback = this.#settle();
    if (callback === null) return;
    this.#socket?.destroy();
    callback(new EgressError(reason, `${this.#hostname}:${this.#port}: ${detail}`), null);
  }

  #settle(): buildConnector.Callback | null {
    clearTimeout(this.#timer);
    const callback = this.#callback;
    this.#callback = null;
    return callback;
  }
}

// With several addresses Node reports one error that has an empty message of its own.
function flatten(error: Error): Error {
  if (!(error instanceof AggregateError)) return error;
  const first: unknown = error.errors[0];
  const more = error.errors.map((each) => codeOf(each)).join(", ");
  return new Error(`${first instanceof Error ? first.message : error.message} (${more})`);
}
