package io.soprelay.archive;

import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.Archived;
import io.soprelay.ledger.Lane;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * One archived aggregate as compressed bytes. Stored for ever: the first byte inside says which format it is; a new one gets
 * a new number beside this one, and the golden segment stays readable.
 */
final class EntryFormat {
    private static final int FORMAT = 1;

    /** A forged length must not make the bot ask for all of its memory. */
    private static final int PIECE_BYTES_MAX = 16 * 1024 * 1024;

    private static final int PIECES_MAX = 1_000_000;
    private static final int NOTHING = -1;

    private EntryFormat() {}

    static byte[] write(Archived archived) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(bytes))) {
            out.writeByte(FORMAT);
            out.writeUTF(archived.aggregate().kind().code());
            out.writeUTF(archived.aggregate().id());
            out.writeLong(archived.version());
            out.writeBoolean(archived.live());
            piece(out, archived.state());
            piece(out, archived.seal());
            out.writeInt(archived.entries().size());
            for (byte[] entry : archived.entries()) {
                piece(out, entry);
            }
            out.writeInt(archived.kept().size());
            for (Archived.Kept kept : archived.kept()) {
                out.writeUTF(kept.lane().code());
                out.writeUTF(kept.id());
                out.writeLong(kept.shown());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Memory does not refuse", e);
        }
        return bytes.toByteArray();
    }

    private static void piece(DataOutputStream out, byte @Nullable [] piece) throws IOException {
        out.writeInt(piece == null ? NOTHING : piece.length);
        if (piece != null) {
            out.write(piece);
        }
    }

    /** @throws ArchiveUnreadableException if it is no such entry, or one of a newer release */
    static Archived read(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new GZIPInputStream(new ByteArrayInputStream(bytes)))) {
            int format = in.readUnsignedByte();
            if (format != FORMAT) {
                throw new ArchiveUnreadableException("An entry of the archive has format " + format
                        + ", this program reads " + FORMAT + ": start the program that wrote it");
            }
            AggregateId id = new AggregateId(
                    coded(AggregateId.Kind.values(), AggregateId.Kind::code, in.readUTF()), in.readUTF());
            long version = in.readLong();
            boolean live = in.readBoolean();
            byte[] state = piece(in);
            byte[] seal = piece(in);
            List<byte[]> entries = new ArrayList<>();
            for (int left = count(in); left > 0; left--) {
                entries.add(required(piece(in)));
            }
            List<Archived.Kept> kept = new ArrayList<>();
            for (int left = count(in); left > 0; left--) {
                Lane lane = coded(Lane.values(), Lane::code, in.readUTF());
                kept.add(new Archived.Kept(lane, in.readUTF(), in.readLong()));
            }
            if (in.read() >= 0) {
                throw new IllegalArgumentException("something comes after its end");
            }
            return new Archived(id, version, live, required(state), seal, entries, kept);
        } catch (IOException | IllegalArgumentException e) {
            throw new ArchiveUnreadableException("An entry of the archive cannot be read: " + e.getMessage(), e);
        }
    }

    private static <T> T coded(T[] all, Function<T, String> code, String wanted) {
        return Arrays.stream(all)
                .filter(one -> code.apply(one).equals(wanted))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException("nothing is called " + wanted));
    }

    private static byte[] required(byte @Nullable [] piece) {
        if (piece == null) {
            throw new IllegalArgumentException("a piece is missing");
        }
        return piece;
    }

    private static int count(DataInputStream in) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > PIECES_MAX) {
            throw new IllegalArgumentException(count + " pieces");
        }
        return count;
    }

    private static byte @Nullable [] piece(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length == NOTHING) {
            return null;
        }
        if (length < 0 || length > PIECE_BYTES_MAX) {
            throw new IllegalArgumentException("a piece of " + length + " bytes");
        }
        byte[] piece = in.readNBytes(length);
        if (piece.length < length) {
            throw new EOFException("a piece ends early");
        }
        return piece;
    }
}
