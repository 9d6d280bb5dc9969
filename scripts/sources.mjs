// Runs the sources as they are: node --import ./scripts/sources.mjs src/bin.ts. tsx's own entry leaves threads out.
import { register } from 'tsx/esm/api';

register();
