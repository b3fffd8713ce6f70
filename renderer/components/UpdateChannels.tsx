import styles from './UpdateChannels.module.css';

/** Whom an update reaches, and whom it does not, before it is sent. */
export function UpdateChannels({
  channels,
}: {
  /** Undefined where the policy names none for updates. */
  channels: readonly { readonly name: string; readonly lacks?: string | undefined }[] | undefined;
}) {
  if (channels === undefined)
    return <p className={styles.goes}>Goes to the channels that were told of the incident</p>;
  return (
    <ul className={styles.goes} aria-label="Goes to">
      {channels.map(({ name, lacks }) => (
        <li key={name}>
          {lacks === undefined ? (
            `Goes to ${name}`
          ) : (
            <span className={styles.lacks}>
              Does not reach {name}: {lacks}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
