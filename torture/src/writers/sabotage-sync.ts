// The control of the power-loss case: loaded before the real writer, it makes SQLite run without fsync while every
// check of the settings still passes. Images of such a run must be broken, else the case proves nothing.
import { syncBuiltinESMExports } from "node:module";
import { DatabaseSync } from "node:sqlite";
import workerThreads, { type WorkerOptions } from "node:worker_threads";

const { exec, prepare } = DatabaseSync.prototype;

DatabaseSync.prototype.exec = function sabotaged(sql: string) {
  return exec.call(this, sql.replace(/synchronous\s*=\s*\w+/i, "synchronous = OFF"));
};

DatabaseSync.prototype.prepare = function sabotaged(sql, ...rest) {
  const isAsked = /^PRAGMA synchronous$/i.test(sql);
  return prepare.call(this, isAsked ? "SELECT 2 AS synchronous" : sql, ...rest);
};

/** The store starts its threads without the flags of the program; the one that writes must be sabotaged as well. */
class SabotagedWorker extends workerThreads.Worker {
  constructor(file: string | URL, options: WorkerOptions = {}) {
    super(file, { ...options, execArgv: ["--import", import.meta.url] });
  }
}

Object.assign(workerThreads, { Worker: SabotagedWorker });
syncBuiltinESMExports();
