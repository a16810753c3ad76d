import { writeFileSync } from 'node:fs';
import { currentReadme, readmePath } from './readme-verbs.js';

writeFileSync(readmePath(), await currentReadme());
