import { readFileSync, writeFileSync } from 'node:fs';
import { completedLock, type LockFile } from './rules/lock-file.js';

// Adds what npm left out; run it after every npm install that changes packages.
const path = 'package-lock.json';
const lock = JSON.parse(readFileSync(path, 'utf8')) as LockFile;
writeFileSync(path, `${JSON.stringify(completedLock(lock), null, 2)}\n`);
