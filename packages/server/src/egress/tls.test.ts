import { createServer as createTcpServer } from "node:net";
import { createServer, type TLSSocket, type TlsOptions } from "node:tls";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Egress, OutboundAnswer } from "../ports/egress.ts";
import { parseAllowList } from "./allow-list.ts";
import { createEgress } from "./create-egress.ts";
import { type Authority, createAuthority, hasOpenssl } from "./testing/authority.ts";
import { failedAnswer, textOf } from "./testing/outbound-answer.ts";
import { outboundRequest } from "./testing/outbound-request.ts";
import { plainAnswer } from "./testing/raw-receiver.ts";

const canRun = hasOpenssl();

test.runIf(process.env.PARLEY_TEST_ALL === "1")("openssl is there (Debian package openssl)", () => {
  expect(canRun).toBe(true);
});

describe.skipIf(!canRun)(
  "with certificates made by openssl (skipped where the command is absent)",
  () => {
    let authority: Authority;
    let egress: Egress;
    const closers: (() => void)[] = [];

    beforeAll(() => {
      authority = createAuthority();
      egress = createEgress({
        allow: parseAllowList("127.0.0.1").rules,
        extraAuthorities: [authority.cert],
        lookup: (_name, _options, done) => done(null, [{ address: "127.0.0.1", family: 4 }]),
      });
    });

    afterEach(() => {
      for (const close of closers.splice(0)) close();
    });

    afterAll(async () => {
      await egress.close();
      authority.remove();
    });

    /** A TLS server that records what it was asked by name and what it read. */
    async function serve(
      options: TlsOptions,
    ): Promise<{ port: number; seen: TLSSocket[]; bytes: Buffer[] }> {
      const seen: TLSSocket[] = [];
      const bytes: Buffer[] = [];
      const server = createServer(options, (socket) => {
        seen.push(socket);
        socket.on("error", () => undefined);
        socket.on("data", (chunk: Buffer) => {
          bytes.push(chunk);
          socket.write(plainAnswer("secret"));
        });
      });
      server.on("tlsClientError", () => undefined);
      const port = await listening(server);
      closers.push(() => {
        for (const socket of seen) socket.destroy();
        server.close();
      });
      return { port, seen, bytes };
    }

    function listening(server: ReturnType<typeof createTcpServer>): Promise<number> {
      return new Promise((resolve) => {
        server.listen(0, "127.0.0.1", () => {
          const address = server.address();
          resolve(typeof address === "object" && address !== null ? address.port : 0);
        });
      });
    }

    function call(host: string, port: number, from = egress): Promise<OutboundAnswer> {
      return from.send(
        outboundRequest({
          url: `https://${host}:${port}/`,
          policy: "webhook-block",
          connectTimeoutMs: 1000,
          totalTimeoutMs: 2000,
        }),
      );
    }

    test("a valid certificate is accepted, and the server is asked for by its name", async () => {
      const identity = authority.issue("DNS:hooks.example", 1);
      const { port, seen } = await serve({ ...identity, ALPNProtocols: ["h2", "http/1.1"] });
      expect(textOf(await call("hooks.example", port))).toBe("secret");
      expect(seen[0]?.servername).toBe("hooks.example");
      expect(seen[0]?.alpnProtocol).toBe("http/1.1");
    });

    test("a certificate for an address is accepted there, without a name", async () => {
      const { port, seen } = await serve(authority.issue("IP:127.0.0.1", 1));
      expect(textOf(await call("127.0.0.1", port))).toBe("secret");
      expect(seen[0]?.servername).toBe(false);
    });

    test.each([
      ["has expired", "hooks.example", "DNS:hooks.example", -1, "CERT_HAS_EXPIRED"],
      [
        "is for another host",
        "hooks.example",
        "DNS:other.example",
        1,
        "ERR_TLS_CERT_ALTNAME_INVALID",
      ],
      [
        "is for the parent's wildcard",
        "a.b.example",
        "DNS:*.example",
        1,
        "ERR_TLS_CERT_ALTNAME_INVALID",
      ],
      [
        "is for a name where an address is called",
        "127.0.0.1",
        "DNS:hooks.example",
        1,
        "ERR_TLS_CERT_ALTNAME_INVALID",
      ],
    ])(
      "a certificate that %s is refused and no byte of the request is sent",
      async (_name, host, names, days, code) => {
        const { port, bytes } = await serve(authority.issue(names, days));
        const answer = failedAnswer(await call(host, port));
        expect(answer).toMatchObject({ reason: "tls", sent: false });
        expect(answer.detail).toContain(code);
        expect(bytes).toEqual([]);
      },
    );

    test("a certificate of an unknown authority is refused, and the environment cannot change that", async () => {
      const { port, bytes } = await serve(authority.issue("DNS:hooks.example", 1));
      const stranger = createEgress({
        allow: parseAllowList("127.0.0.1").rules,
        lookup: (_name, _options, done) => done(null, [{ address: "127.0.0.1", family: 4 }]),
      });
      process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0";
      const answer = failedAnswer(await call("hooks.example", port, stranger));
      delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
      await stranger.close();
      expect(answer).toMatchObject({ reason: "tls", sent: false });
      expect(answer.detail).toMatch(/UNABLE_TO_VERIFY_LEAF_SIGNATURE|UNABLE_TO_GET_ISSUER_CERT/);
      expect(bytes).toEqual([]);
    });

    test("TLS 1.1 and a server that refuses the name are failures", async () => {
      const identity = authority.issue("DNS:hooks.example", 1);
      const old = await serve({
        ...identity,
        minVersion: "TLSv1",
        maxVersion: "TLSv1.1",
        ciphers: "DEFAULT@SECLEVEL=0",
      });
      const picky = await serve({
        ...identity,
        SNICallback: (_name, done) => done(new Error("unknown name")),
      });
      for (const { port } of [old, picky]) {
        expect(failedAnswer(await call("hooks.example", port))).toMatchObject({
          reason: "tls",
          sent: false,
        });
      }
    });

    test("a server that speaks no TLS, hangs up or stays silent in the handshake is a failure, and http is not tried", async () => {
      let connections = 0;
      const behaviours = ["HTTP/1.1 400 Bad Request\r\n\r\n", "", null];
      const reasons: string[] = [];
      for (const behaviour of behaviours) {
        const server = createTcpServer((socket) => {
          connections += 1;
          socket.on("error", () => undefined);
          if (behaviour !== null) socket.end(behaviour);
          closers.push(() => socket.destroy());
        });
        const port = await listening(server);
        closers.push(() => server.close());
        const answer = failedAnswer(await call("hooks.example", port));
        expect(answer.sent).toBe(false);
        reasons.push(answer.reason);
      }
      expect(reasons).toEqual(["tls", "tls", "connect"]);
      expect(connections).toBe(3);
    });
  },
);
