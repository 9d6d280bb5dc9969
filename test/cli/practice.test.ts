// A signal while the practice workspace is still opening: it leaves at once, whatever the rules file takes to read.
import assert from 'node:assert/strict';
import { practice } from '../../src/cli/practice.ts';
import { ioTo } from './fake-io.ts';

describe('annyeong practice', () => {
  it('leaves at a signal before the rules are read', async () => {
    const { io } = ioTo({ ANNYEONG_LANG: 'en' });
    const left: number[] = [];
    const code = await practice(['--rules', 'rules'], {
      ...io,
      onSignal: (listener) => listener('SIGINT'),
      leave: (exit) => void left.push(exit),
    });
    assert.deepEqual([left, code], [[0], 0]);
  });
});
