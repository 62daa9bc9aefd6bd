package io.github.procmm.kernel;

import static io.github.procmm.kernel.SessionClient.RW;
import static io.github.procmm.kernel.SessionClient.map;
import static io.github.procmm.kernel.SessionClient.mapObject;
import static io.github.procmm.kernel.SessionClient.refused;
import static io.github.procmm.model.Errno.EACCES;
import static io.github.procmm.model.Errno.EBADF;
import static io.github.procmm.model.Errno.EINVAL;
import static io.github.procmm.model.Errno.EMFILE;
import static io.github.procmm.model.Errno.ENODEV;
import static io.github.procmm.model.Errno.ENOMEM;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.backend.AccessMode;
import io.github.procmm.backend.HostProfile;
import io.github.procmm.backend.MmFile;
import io.github.procmm.model.Prot;
import io.github.procmm.v2.Command;
import io.github.procmm.v2.Frame.Result;
import io.github.procmm.v2.OpFlags;
import io.github.procmm.v2.Rights;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** V2-HANDLE-9 to V2-HANDLE-11: handles of what there is already, of new objects, and too many. */
class ImportTest {

    private static final long ADDR = 0x10000;
    private static final long PAGE = 0x1000;

    private final SessionClient client = new SessionClient();

    private Result importing(int fd, int rights) {
        return client.ask(new Command.Import(fd, rights, 0));
    }

    private int open(MemoryObject object, AccessMode mode) {
        return client.process.open(object, mode);
    }

    @Test
    void V2_HANDLE_9_anOpenV1FileIsTheSpaceItself() {
        for (MmFile file : MmFile.values()) {
            int fd = client.process.open(file);
            long space = client.value(new Command.Import(fd, Rights.OF_SPACE, 0));
            client.value(map(space, ADDR, PAGE));
            assertThat(client.session.addressSpace(space))
                    .isSameAs(client.process.addressSpace(fd));
            assertThat(Objects.requireNonNull(client.process.addressSpace(fd)).areaCount())
                    .isEqualTo(1);
        }
    }

    @Test
    void V2_HANDLE_9_anOpenObjectIsTheObjectItself() {
        MemoryObject object = MemoryObject.regular("guest", 4 * PAGE);
        object.write(PAGE, new byte[] {7});
        int fd = open(object, AccessMode.READ_WRITE);
        long handle = client.value(new Command.Import(fd, Rights.OF_OBJECT, 0xfeed));
        client.process.close(fd);
        long space = client.space();
        client.value(
                new Command.Map(space, OpFlags.SHARED, ADDR, 2 * PAGE, handle, PAGE, RW, 0, 0, 0));

        assertThat(client.load(space, ADDR)).isEqualTo(7);
        client.store(space, ADDR + PAGE, 8);
        assertThat(object.read(2 * PAGE, 1)).containsExactly(8);
        assertThat(client.query(space).areas().get(0).tag()).isEqualTo(0xfeed);
        assertThat(client.maps(space)).contains("guest");
    }

    @Test
    void V2_HANDLE_9_whatIsNotOpenIsEBADF() {
        assertThat(importing(0, Rights.READ)).isEqualTo(refused(EBADF, 16));
        assertThat(importing(-1, Rights.OF_SPACE)).isEqualTo(refused(EBADF, 16));
        assertThat(importing(Integer.MAX_VALUE, Rights.QUERY | Rights.READ))
                .isEqualTo(refused(EBADF, 16));
    }

    @Test
    void V2_HANDLE_9_whatCannotBeMappedIsENODEV() {
        MemoryObject[] unmappable = {
            MemoryObject.unmappable("directory"),
            MemoryObject.pipe("pipe"),
            MemoryObject.socket("socket"),
            MemoryObject.refusing("device", PAGE, EINVAL)
        };
        for (MemoryObject object : unmappable) {
            int fd = open(object, AccessMode.READ_WRITE);
            assertThat(importing(fd, Rights.QUERY)).isEqualTo(refused(ENODEV, 16));
        }
    }

    @Test
    void V2_HANDLE_9_rightsThatTheOpeningDoesNotAllowAreEACCES() {
        int read = open(MemoryObject.regular("r", PAGE), AccessMode.READ_ONLY);
        int write = open(MemoryObject.regular("w", PAGE), AccessMode.WRITE_ONLY);
        int data = open(MemoryObject.notExecutable("d", PAGE), AccessMode.READ_WRITE);

        assertThat(importing(read, Rights.READ | Rights.EXEC).status()).isZero();
        assertThat(importing(read, Rights.READ | Rights.WRITE)).isEqualTo(refused(EACCES, 20));
        assertThat(importing(write, Rights.WRITE)).isEqualTo(refused(EACCES, 20));
        assertThat(importing(write, Rights.READ)).isEqualTo(refused(EACCES, 20));
        assertThat(importing(write, Rights.EXEC)).isEqualTo(refused(EACCES, 20));
        assertThat(importing(data, Rights.READ | Rights.WRITE).status()).isZero();
        assertThat(importing(data, Rights.EXEC)).isEqualTo(refused(EACCES, 20));
    }

    @Test
    void V2_HANDLE_9_aV1FileOpenForReadingAllowsQUERYAlone() {
        int fd = client.process.open(MmFile.PROC_MM64, AccessMode.READ_ONLY);
        assertThat(importing(fd, Rights.QUERY).status()).isZero();
        assertThat(importing(fd, Rights.QUERY | Rights.CHANGE)).isEqualTo(refused(EACCES, 20));
    }

    @Test
    void V2_HANDLE_3_rightsOfAnotherKindThanTheDescriptorsAreEINVAL() {
        int fd = client.process.open(MmFile.PROC_MM64, AccessMode.READ_ONLY);
        int object = open(MemoryObject.regular("o", PAGE), AccessMode.READ_ONLY);
        assertThat(importing(fd, Rights.CHANGE | Rights.READ)).isEqualTo(refused(EINVAL, 20));
        assertThat(importing(object, Rights.WRITE | Rights.QUERY)).isEqualTo(refused(EINVAL, 20));
    }

    @Test
    void V2_HANDLE_9_rightsOfTheHandleBoundWhatIsMapped() {
        int fd = open(MemoryObject.regular("o", PAGE), AccessMode.READ_WRITE);
        long handle = client.value(new Command.Import(fd, Rights.READ, 0));
        long space = client.space();
        assertThat(client.ask(mapObject(space, OpFlags.SHARED, ADDR, PAGE, handle)))
                .isEqualTo(refused(EACCES, 32));
        client.value(mapObject(space, 0, ADDR, PAGE, handle));
        assertThat(client.ask(new Command.Protect(space, ADDR, PAGE, Prot.READ | Prot.EXEC)))
                .isEqualTo(refused(EACCES, 32, ADDR));
    }

    @Test
    void V2_HANDLE_10_moreThanMaxHandlesAreEMFILE() {
        int max = 1 << 16;
        long space = client.space();
        long object = client.object(1);
        int spaceFd = client.process.open(MmFile.PROC_MM64);
        int objectFd = open(MemoryObject.regular("o", PAGE), AccessMode.READ_ONLY);
        for (int i = 2; i < max; i++) {
            client.value(new Command.Duplicate(object, Rights.READ));
        }
        Command[] givers = {
            new Command.Create(Rights.QUERY, 0),
            new Command.CloneSpace(space, Rights.QUERY),
            new Command.Duplicate(space, Rights.QUERY),
            new Command.Duplicate(object, Rights.READ),
            new Command.Memory(PAGE, Rights.READ, 0),
            new Command.Import(spaceFd, Rights.QUERY, 0),
            new Command.Import(objectFd, Rights.READ, 0),
        };
        for (Command giver : givers) {
            assertThat(client.ask(giver)).as("%s", giver).isEqualTo(refused(EMFILE, 0));
        }
        client.value(new Command.Release(object));
        assertThat(client.ask(givers[0]).status()).isZero();
        assertThat(client.ask(givers[0])).isEqualTo(refused(EMFILE, 0));
    }

    @Test
    void V2_HANDLE_11_aNewObjectIsZeroAndMayBeMappedInEveryWay() {
        long object = client.value(new Command.Memory(PAGE + 1, Rights.OF_OBJECT, 5));
        long space = client.space();
        client.value(
                new Command.Map(
                        space, OpFlags.SHARED, ADDR, 2 * PAGE, object, 0, Prot.ACCESS, 0, 0, 0));
        client.value(new Command.Map(space, 0, 2 * ADDR, PAGE, object, PAGE, Prot.ACCESS, 0, 0, 0));

        assertThat(client.load(space, ADDR)).isZero();
        client.store(space, ADDR + PAGE, 3);
        assertThat(client.load(space, 2 * ADDR)).isEqualTo(3);
    }

    @Test
    void V2_SPACE_4_noMemoryForASpaceIsENOMEM() {
        SessionClient small =
                new SessionClient(new Kernel(HostProfile.DEFAULT.withMaxAddressSpaces(2)));
        long space = small.space();
        small.space();
        assertThat(small.ask(new Command.Create(Rights.QUERY, 0))).isEqualTo(refused(ENOMEM, 0));
        assertThat(small.ask(new Command.CloneSpace(space, Rights.QUERY)))
                .isEqualTo(refused(ENOMEM, 0));
        small.value(new Command.Destroy(space));
        small.space();
    }
}
