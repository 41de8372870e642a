import { expect, test } from "vitest";
import { HostPlaces, type Sender } from "./host-places.ts";

test("gives one sender all places of a host", () => {
  const places = new HostPlaces<Sender>();
  const host = places.enter("http://a.example/one");
  const sender = { running: 63 };
  host.active.add(sender);
  host.running = 63;
  expect(host.hasRoom(sender)).toBe(true);
  host.running = 64;
  expect(host.hasRoom({ running: 64 })).toBe(false);
});

test("gives a second one its share at once, though the first has taken everything", () => {
  const places = new HostPlaces<Sender>();
  const host = places.enter("http://a.example/one");
  expect(places.enter("http://a.example:80/two")).toBe(host);
  const [first, second] = [{ running: 64 }, { running: 0 }];
  host.active.add(first).add(second);
  host.running = 64;
  expect([host.hasRoom(first), host.hasRoom(second)]).toEqual([false, true]);
  expect(host.hasRoom({ running: 31 })).toBe(true);
  expect(host.hasRoom({ running: 32 })).toBe(false);
});

test("keeps hosts apart, and forgets one that nobody uses", () => {
  const places = new HostPlaces<Sender>();
  const host = places.enter("http://a.example/");
  expect(places.enter("http://b.example/")).not.toBe(host);
  expect(places.enter("https://a.example/")).not.toBe(host);
  places.leave("http://a.example/", host);
  expect(places.enter("http://a.example/")).not.toBe(host);
});

test("lets those who wait go on in turn", () => {
  const host = new HostPlaces<Sender>().enter("not an address");
  const [first, second] = [{ running: 0 }, { running: 0 }];
  host.waiting.add(first).add(second);
  expect([host.nextWaiting(), host.nextWaiting(), host.nextWaiting()]).toEqual([
    first,
    second,
    null,
  ]);
});
