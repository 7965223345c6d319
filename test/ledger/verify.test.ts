import { verifyLedger } from '../../gateway/ledger/verify.ts';
import { Chain, provenLedger } from '../support/ledger-proof.ts';

test('one bit among a hundred thousand entries is found, and all else is as it was written', async () => {
  await using ledger = await provenLedger();
  await ledger.client.query("select 1");
  const [one, other] = [new Chain('hub-1/a'), new Chain('hub-2/b')];
  let s = performance.now();
  for (let segment = 0; segment < 5; segment++) {
    await ledger.write(one, 12_000);
    await ledger.write(other, 8_000);
    await ledger.close();
  }
  console.log('made', performance.now() - s, 'text', Buffer.byteLength(one.texts[5] ?? ''));
  s = performance.now();
  const v = await verifyLedger(ledger.client, { keys: ledger.keys });
  console.log(JSON.stringify(v), performance.now() - s);
  s = performance.now();
  const c = process.cpuUsage();
  await verifyLedger(ledger.client, { keys: ledger.keys });
  const u = process.cpuUsage(c);
  console.log('again', performance.now() - s, u);
  await ledger.tamper(
    "update hub_ledger.entry set text = replace(text, 'officer-3\"', 'officer-2\"') where writer = 'hub-1/a' and sequence = 34303",
  );
  console.log(JSON.stringify(await verifyLedger(ledger.client, { keys: ledger.keys })));
});
