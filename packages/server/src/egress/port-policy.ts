/** Says whether a request may go to this port at all; the allow-list does not widen it. */
export function isPermittedPort(port: number): boolean {
  if (port === 80 || port === 443) return true;
  return Number.isInteger(port) && port >= 1024 && port <= 65_535 && !INTERNAL_SERVICES.has(port);
}

// Stores, brokers and control planes that act on bytes they did not ask for, and the ports browsers block above 1023.
const INTERNAL_SERVICES: ReadonlySet<number> = new Set([
  ...[1433, 1521, 3306, 5432, 5433, 5984, 6379, 6380, 7000, 7001, 9042, 9200, 9300, 11_211, 26_257],
  ...[26_379, 27_017, 27_018, 27_019, 28_015],
  ...[1883, 2181, 4222, 5671, 5672, 6222, 8222, 8883, 9092, 15_672, 25_672, 61_613, 61_616],
  ...[2375, 2376, 2377, 2379, 2380, 4194, 6443, 10_250, 10_255, 10_256],
  ...[1719, 1720, 1723, 2049, 3389, 3659, 4045, 4190, 5060, 5061, 5900, 6000, 6566],
  ...[6665, 6666, 6667, 6668, 6669, 6679, 6697, 10_080],
]);
