import type { TestRequest } from "../../features/conversations/test-request.ts";
import type { Features } from "../../features/create-features.ts";
import type { Chance } from "../../ports/chance.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Store } from "../../ports/store.ts";
import type { Idempotency } from "../idempotency.ts";
import type { PlatformHooks } from "../platform-hooks.ts";
import type { RoutePorts } from "../route.ts";
import type { TokenBuckets } from "../token-buckets.ts";

/** What the platform API needs to be served. */
export interface PlatformPorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly features: Features;
  readonly idempotency: Idempotency;
  /** Per token; `null` when rates are not limited. */
  readonly buckets: TokenBuckets | null;
  /** Per resume address. */
  readonly resumeBuckets: TokenBuckets | null;
  /** "Test this request" of webhook blocks. */
  readonly testRequest: TestRequest;
  readonly hooks: PlatformHooks;
  /** The address that others reach this installation by. */
  readonly publicUrl: () => string;
}

/** What each resource's routes are given. */
export interface ResourcePorts extends PlatformPorts {
  readonly routes: RoutePorts;
}
