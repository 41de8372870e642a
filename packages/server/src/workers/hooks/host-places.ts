/** Requests to one origin at a time, in all. */
const placesOfHost = 64;
const fewest = 4;

/** Somebody who sends to an origin. */
export interface Sender {
  /** Requests under way that still count against its places. */
  readonly running: number;
}

/** What all hooks at one origin share. */
export class Host<S extends Sender> {
  running = 0;
  /** How many are bound to it at all. */
  users = 0;
  /** Those with something to send or under way. */
  readonly active = new Set<S>();
  /** Those that would send if there were room. */
  readonly waiting = new Set<S>();

  /** Whether this one may send another request: while there is room, and up to its fair share even where there is none. */
  hasRoom(sender: S): boolean {
    if (this.running < placesOfHost) return true;
    const share = Math.floor(placesOfHost / Math.max(this.active.size, 1));
    return sender.running < Math.max(share, fewest);
  }

  /** Takes out the one that has waited longest. */
  nextWaiting(): S | null {
    for (const sender of this.waiting) {
      this.waiting.delete(sender);
      return sender;
    }
    return null;
  }
}

/** The hosts that anybody sends to, by origin. */
export class HostPlaces<S extends Sender> {
  readonly #hosts = new Map<string, Host<S>>();

  /** The host of a URL, until `leave`. */
  enter(url: string): Host<S> {
    const origin = originOf(url);
    const host = this.#hosts.get(origin) ?? new Host<S>();
    this.#hosts.set(origin, host);
    host.users += 1;
    return host;
  }

  leave(url: string, host: Host<S>): void {
    host.users -= 1;
    if (host.users === 0) this.#hosts.delete(originOf(url));
  }
}

/** What is no address is refused later, with a reason; until then it has a place of its own. */
function originOf(url: string): string {
  return URL.parse(url)?.origin ?? url;
}
