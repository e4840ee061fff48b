import { afterAll, afterEach, beforeAll } from 'vitest';
import { startService, type Service } from '../../../../main/service/service.ts';
import { startSandbox, type Sandbox } from '../../../../sandbox/start.ts';
import type { Machine } from './machine.ts';

/** A sandbox for the tests of one file, and the services that run against it. */
export interface ServiceBench {
  readonly sandbox: Sandbox;
  /** Starts the service on a machine; it ends with the test. */
  start(machine: Machine): Promise<Service>;
  /** Ends every service, then starts one on the machine. */
  restart(machine: Machine): Promise<Service>;
  /** Ends every service that was started. */
  stopAll(): Promise<void>;
  /** The API key of the sandbox's company so-and-so, from 0. */
  keyOf(company: number): string;
}

/** Starts a sandbox before the tests of the file; ends the services after each test, and the sandbox after all. */
export function useServices(options: Parameters<typeof startSandbox>[0]): ServiceBench {
  const running: Service[] = [];
  let sandbox: Sandbox | null = null;
  const present = (): Sandbox => {
    if (sandbox === null) throw new Error('the sandbox has not started yet');
    return sandbox;
  };
  const stopAll = async (): Promise<void> => {
    await Promise.all(running.splice(0).map((service) => service.stop()));
  };
  const start = async (machine: Machine): Promise<Service> => {
    const service = await startService(machine.ports);
    running.push(service);
    return service;
  };

  beforeAll(async () => {
    sandbox = await startSandbox(options);
  });
  afterEach(async () => {
    await stopAll();
    present().admin.reset();
  });
  afterAll(() => sandbox?.close());

  return {
    get sandbox() {
      return present();
    },
    start,
    async restart(machine) {
      await stopAll();
      return start(machine);
    },
    stopAll,
    keyOf: (company) => present().apiKeys[company]?.key ?? '',
  };
}
