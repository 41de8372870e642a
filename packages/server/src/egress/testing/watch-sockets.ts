import { Socket as UdpSocket } from "node:dgram";
import { Socket as TcpSocket } from "node:net";
import { isUnderEgressMark } from "../egress-mark.ts";

/** Where somebody tried to connect or send to, without being the egress. */
interface StraySocket {
  readonly kind: "tcp" | "udp";
  /** `host:port`, or the path of a local socket. */
  readonly target: string;
  /** Who did it. */
  readonly stack: string;
}

/** A running watch over this process's sockets. */
export interface SocketWatch {
  readonly strays: readonly StraySocket[];
  stop(): void;
}

/**
 * Reports every connection opened, and every datagram sent, by anybody but the egress; `isExpected` lets the configured
 * database, hub and the test's own clients pass. A kept connection that is used again does not show a second time.
 */
export function watchSockets(isExpected: (target: string) => boolean = () => false): SocketWatch {
  const strays: StraySocket[] = [];
  const report = (kind: StraySocket["kind"], target: string): void => {
    if (isUnderEgressMark() || isExpected(target)) return;
    strays.push({ kind, target, stack: longStack() });
  };
  const restores = [
    wrap(TcpSocket.prototype, "connect", (args) => report("tcp", tcpTarget(args))),
    wrap(UdpSocket.prototype, "connect", (args) => report("udp", udpTarget(args))),
    wrap(UdpSocket.prototype, "send", (args) => report("udp", udpTarget(args))),
  ];
  return {
    strays,
    stop: () => {
      for (const restore of restores) restore();
    },
  };
}

// Clients open sockets deep inside: the ten frames of a usual stack end before the caller.
function longStack(): string {
  const usual = Error.stackTraceLimit;
  Error.stackTraceLimit = 60;
  const { stack } = new Error("opened here");
  Error.stackTraceLimit = usual;
  return stack ?? "";
}

function wrap(owner: object, name: string, before: (args: readonly unknown[]) => void): () => void {
  const original: unknown = Reflect.get(owner, name);
  if (typeof original !== "function") throw new Error(`there is no ${name} to watch`);
  function watched(this: unknown, ...args: unknown[]): unknown {
    before(args);
    return Reflect.apply(original as (...args: unknown[]) => unknown, this, args);
  }
  Reflect.set(owner, name, watched);
  return () => Reflect.set(owner, name, original);
}

// connect(options), connect(port, host), connect(path), or the one array that net.connect() makes of these.
function tcpTarget(args: readonly unknown[]): string {
  const [first, second] = Array.isArray(args[0]) ? args[0] : args;
  if (typeof first === "object" && first !== null) {
    const { path, host, port } = first as { path?: unknown; host?: unknown; port?: unknown };
    return typeof path === "string" ? path : `${String(host ?? "localhost")}:${String(port)}`;
  }
  if (typeof first === "string" && Number.isNaN(Number(first))) return first;
  return `${typeof second === "string" ? second : "localhost"}:${String(first)}`;
}

// send(message, [offset, length,] port, address, callback) and connect(port, address, callback): the port is the last number.
function udpTarget(args: readonly unknown[]): string {
  const at = args.findLastIndex((arg) => typeof arg === "number");
  const host = args[at + 1];
  return `${typeof host === "string" ? host : "localhost"}:${String(args[at])}`;
}
