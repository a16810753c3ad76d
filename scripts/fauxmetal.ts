#!/usr/bin/env node
import { hideBin } from 'yargs/helpers';
import { runCommandLine } from './cli.js';
import { processTerminal } from './terminal.js';

await runCommandLine(hideBin(process.argv), processTerminal());
