-- Which answers of the help pages are looked at, by day; nothing about who looked.
create table help_lookup (
    day text not null,
    capacity text not null,
    problem text not null,
    times bigint not null,
    primary key (day, capacity, problem)
);
