// A real mail server, whose letters are read as a person would.
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer } from 'smtp-server'

export interface Letter extends Email {
  /** Where the mail server was told to bring it. */
  recipients: string[]
}

export class Mailbox {
  readonly letters: Letter[] = []
  port = 0
  private readonly server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData: (stream, session, done) => {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        const recipients = session.envelope.rcptTo.map((one) => one.address)
        PostalMime.parse(Buffer.concat(parts)).then((letter) => {
          this.letters.push({ ...letter, recipients })
          done()
        }, done)
      })
    },
  })

  /** On a port that is free, or again on the one that it had. */
  async open(port = 0): Promise<this> {
    await new Promise<void>((done) => this.server.listen(port, '127.0.0.1', done))
    this.port = (this.server.server.address() as { port: number }).port
    return this
  }

  close() {
    return new Promise<void>((done) => this.server.close(done))
  }

  /** Those to this address, the oldest first. */
  to(address: string): Letter[] {
    return this.letters.filter((letter) => letter.recipients.includes(address))
  }
}
