import { CircleCheck } from 'lucide-react';
import { useState } from 'react';
import { useParams } from 'react-router';
import { Button } from '../platform/interface/button.tsx';
import { PhotoField } from '../platform/interface/photo-field.tsx';
import { ProblemLine } from '../platform/interface/problem-line.tsx';
import { useWords } from '../platform/words/use-words.ts';
import { useOutbox } from '../reporter/use-outbox.ts';
import { WaitingReports } from '../reporter/waiting-reports.tsx';
import { OwnReports } from '../residents/own-reports.tsx';
import { PhoneProof } from '../residents/phone-proof.tsx';
import { PlateCard } from '../residents/plate-card.tsx';
import { PlateReportForm } from '../residents/plate-report-form.tsx';
import { residentDelivery } from '../residents/resident-delivery.ts';
import { usePlate } from '../residents/use-plate.ts';
import { useResident } from '../residents/use-resident.ts';
import { PublicFrame } from './public-frame.tsx';

type View = 'report' | 'kept' | 'mine';

/** What a door plate's code leads to: report, prove a phone once, and see what became of it. */
export function ResidentPage() {
  const { t } = useWords();
  const { plate: plateCode = '' } = useParams();
  const { plate, error, retry } = usePlate(plateCode);
  const resident = useResident();
  const [view, setView] = useState<View>('report');
  const [photos, setPhotos] = useState<Blob[]>([]);
  const [sent, setSent] = useState<string | null>(null);
  const { waiting, add, send, putAway } = useOutbox({
    name: 'eyrie-resident-outbox',
    delivery: residentDelivery,
    onSent: ({ number }) => setSent(number),
    onUnknown: resident.isUnknown,
  });

  const isProved = Boolean(resident.resident);
  const mustProve = resident.resident === null && (waiting.length > 0 || view === 'mine');
  const proof = mustProve && (
    <PhoneProof
      resident={resident}
      plateCode={plateCode}
      title={t(waiting.length > 0 ? 'resident.lastStep' : 'resident.proveToSee')}
      onProved={() => void send()}
    />
  );
  return (
    <PublicFrame title={t('resident.title')}>
      {!plate && error && <ProblemLine error={error} onRetry={retry} />}
      {plate && (
        <div className="space-y-6">
          <PlateCard plate={plate} />
          {plate.codesBy === 'nothing' ? (
            <p className="border-l-4 border-amber bg-amber-deep px-3 py-3">{t('resident.notSetUp')}</p>
          ) : (
            <>
              <nav className="grid grid-cols-2 gap-3">
                {(['report', 'mine'] as const).map((each) => (
                  <Button
                    key={each}
                    aria-pressed={(view === 'kept' ? 'report' : view) === each}
                    look={(view === 'kept' ? 'report' : view) === each ? 'accent' : 'plain'}
                    className="h-14 text-lg!"
                    onClick={() => {
                      setSent(null);
                      setView(each);
                    }}
                  >
                    {t(`resident.${each}`)}
                  </Button>
                ))}
              </nav>
              {proof}
              <WaitingReports waiting={waiting} onPutAway={(clientKey) => void putAway(clientKey)} />
              {view === 'report' && (
                <PlateReportForm
                  plate={plate}
                  photos={<PhotoField photos={photos} onChange={setPhotos} />}
                  onReport={(report) => {
                    setSent(null);
                    setView('kept');
                    setPhotos([]);
                    void add({
                      report: { ...report, location: plate.location, plateCode: plate.code },
                      photos: photos.map((picture) => ({ picture })),
                    });
                  }}
                />
              )}
              {view === 'kept' && (
                <Kept sent={sent} isProved={isProved} onAnother={() => setView('report')} />
              )}
              {view === 'mine' && isProved && <OwnReports />}
              {isProved && (
                <p className="flex flex-wrap items-center justify-between gap-2 border-t border-line pt-4 text-base text-soft">
                  {t('resident.proved', { phone: resident.resident?.maskedPhone ?? '' })}
                  <button
                    type="button"
                    className="min-h-12 underline underline-offset-4"
                    onClick={() => resident.forget.mutate()}
                  >
                    {t('resident.forget')}
                  </button>
                </p>
              )}
            </>
          )}
        </div>
      )}
    </PublicFrame>
  );
}

/** After a report: where it is now. */
function Kept({ sent, isProved, onAnother }: { sent: string | null; isProved: boolean; onAnother(): void }) {
  const { t } = useWords();
  return (
    <section role="status" className="flex flex-col items-center gap-3 bg-panel px-4 py-8 text-center">
      {sent ? (
        <>
          <CircleCheck className="size-16 text-accent" strokeWidth={1.75} aria-hidden="true" />
          <p className="text-2xl font-semibold">{t('resident.sent')}</p>
          <p className="text-xl">{t('resident.sentNumber', { number: sent })}</p>
          <p className="text-base text-soft">{t('resident.sentNext')}</p>
        </>
      ) : (
        <p className="text-xl">
          {t(isProved || !navigator.onLine ? 'resident.kept' : 'resident.keptForPhone')}
        </p>
      )}
      <Button className="mt-2 h-14 w-full text-lg!" onClick={onAnother}>
        {t('resident.another')}
      </Button>
    </section>
  );
}
