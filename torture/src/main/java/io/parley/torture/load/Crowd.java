package io.parley.torture.load;

import io.parley.client.ParleyClient;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

/** People in a ring, each in a conversation with the next one and all in a group, on some devices each, who write all the time. */
public final class Crowd implements AutoCloseable {
    private static final int PEOPLE = 4;
    private static final int DEVICES = 2;
    /** Of one device: the views should not fall behind by more than a life's messages. */
    private static final Duration BETWEEN_MESSAGES = Duration.ofMillis(10);

    private static final Duration CONNECTED_WITHIN = Duration.ofSeconds(30);

    private final List<Talk> talks = new ArrayList<>();
    private final List<Device> devices = new ArrayList<>();
    private final List<Thread> writers = new ArrayList<>();
    private final Strangers strangers;
    private volatile boolean writing = true;

    private Crowd(Strangers strangers) {
        this.strangers = strangers;
    }

    /** @param name that no other crowd on this server has */
    public static Crowd gather(URI server, String name) throws Exception {
        ParleyClient client = ParleyClient.at(server);
        List<Person> people = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            people.add(Person.register(client, name + "-" + i, DEVICES));
        }
        Crowd crowd = new Crowd(new Strangers(client.http(), name + "-stranger-"));
        crowd.talks.add(Talk.among(people));
        for (int i = 0; i < PEOPLE; i++) {
            crowd.talks.add(Talk.between(people.get(i), people.get((i + 1) % PEOPLE)));
        }
        for (Person person : people) {
            person.logIns().forEach(logIn -> crowd.devices.add(new Device(person, logIn)));
        }
        crowd.devices.forEach(Device::connect);
        for (Device device : crowd.devices) {
            device.caughtUp().get(CONNECTED_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        }
        return crowd;
    }

    public void startWriting(RandomGenerator random) {
        for (Device device : devices) {
            List<String> where = talks.stream()
                    .filter(talk -> talk.people().contains(device.person()))
                    .map(Talk::id)
                    .toList();
            SplittableRandom choice = new SplittableRandom(random.nextLong());
            writers.add(Thread.ofVirtual().start(() -> writeOn(device, where, choice)));
        }
        writers.add(Thread.ofVirtual().start(() -> strangers.registerWhile(() -> writing)));
    }

    private void writeOn(Device device, List<String> where, SplittableRandom choice) {
        try {
            while (writing) {
                device.write(where.get(choice.nextInt(where.size())));
                LockSupport.parkNanos(BETWEEN_MESSAGES.toNanos());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What is written is answered in the end, if the server lets it. */
    public void stopWriting() {
        writing = false;
    }

    public boolean isAnswered() {
        return writers.stream().noneMatch(Thread::isAlive) && devices.stream().allMatch(Device::isAnswered);
    }

    /** Messages so far. */
    public long accepted() {
        return devices.stream().mapToLong(Device::answered).sum();
    }

    public List<Talk> talks() {
        return talks;
    }

    public List<Device> devices() {
        return devices;
    }

    public List<Device> devicesIn(Talk talk) {
        return devices.stream()
                .filter(device -> talk.people().contains(device.person()))
                .toList();
    }

    public List<Device> devicesOf(Person person) {
        return devices.stream().filter(device -> device.person().equals(person)).toList();
    }

    public List<Person> people() {
        return devices.stream().map(Device::person).distinct().toList();
    }

    public Strangers strangers() {
        return strangers;
    }

    @Override
    public void close() {
        stopWriting();
        writers.forEach(Thread::interrupt);
        var _ = CompletableFuture.allOf(devices.stream()
                        .map(device -> CompletableFuture.runAsync(device::close))
                        .toArray(CompletableFuture<?>[]::new))
                .join();
    }
}
