/** Gives a child process Electron's `process.parentPort`; loaded before the module with `node --import`. */
import { EventEmitter } from 'node:events';

class ParentPort extends EventEmitter {
  postMessage(message: unknown): void {
    process.send?.(structuredClone(message));
  }
}

const parentPort = new ParentPort();
process.on('message', (data) => parentPort.emit('message', { data, ports: [] }));
// A utility process ends with the app, however that ended.
process.on('disconnect', () => process.exit(1));
Object.assign(process, { parentPort });
