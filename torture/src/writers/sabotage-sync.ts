// The control of the power-loss case: loaded before the real writer, it makes SQLite run without fsync while every
// check of the settings still passes. Images of such a run must be broken, else the case proves nothing.
import { DatabaseSync } from "node:sqlite";

const { exec, prepare } = DatabaseSync.prototype;

DatabaseSync.prototype.exec = function sabotaged(sql: string) {
  return exec.call(this, sql.replace(/synchronous\s*=\s*\w+/i, "synchronous = OFF"));
};

DatabaseSync.prototype.prepare = function sabotaged(sql, ...rest) {
  const isAsked = /^PRAGMA synchronous$/i.test(sql);
  return prepare.call(this, isAsked ? "SELECT 2 AS synchronous" : sql, ...rest);
};
